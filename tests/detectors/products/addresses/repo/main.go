package main

const captcha = "https://www.google.com/recaptcha/api/siteverify"
const search = "https://www.google.com/search?q=shop"
