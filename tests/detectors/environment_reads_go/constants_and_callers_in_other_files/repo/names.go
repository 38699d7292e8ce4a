package main

const envRegion = "SHOP_REGION"
