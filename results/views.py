from django.http import HttpResponse
def results(request, **kwargs): return HttpResponse('soon')
def result(request, **kwargs): return HttpResponse('soon')
def publication(request, **kwargs): return HttpResponse('soon')
