from django.http import HttpResponse
def goals(request, **kwargs): return HttpResponse('soon')
def goal(request, **kwargs): return HttpResponse('soon')
def target(request, **kwargs): return HttpResponse('soon')
