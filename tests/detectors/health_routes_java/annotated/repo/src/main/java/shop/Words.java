package shop;

class Words { String path = "/health"; }
