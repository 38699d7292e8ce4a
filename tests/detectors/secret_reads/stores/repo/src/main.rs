async fn f() {
    client.get_secret_value().secret_id("shop/rust").send().await;
}
