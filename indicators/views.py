from django.http import HttpResponse
def indicators(request, **kwargs): return HttpResponse('soon')
def indicator(request, **kwargs): return HttpResponse('soon')
