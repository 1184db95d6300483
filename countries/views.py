from django.http import HttpResponse
def countries(request, **kwargs): return HttpResponse('soon')
def country(request, **kwargs): return HttpResponse('soon')
def cpo(request, **kwargs): return HttpResponse('soon')
