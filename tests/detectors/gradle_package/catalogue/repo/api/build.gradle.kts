plugins {
    kotlin("jvm")
    alias(libs.plugins.boot)
}
dependencies {
    implementation(libs.bundles.server)
    implementation("com.stripe:stripe-java:24.0.0")
    implementation(project(":lib"))
    testImplementation(libs.test.kit)
    // implementation("commented:out:1")
}
