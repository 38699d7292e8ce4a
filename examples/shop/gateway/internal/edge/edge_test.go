package edge

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

var key = []byte("a key that is only used in these tests")

// upstream answers every request with what it saw.
func upstream(t *testing.T) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		json.NewEncoder(w).Encode(map[string]string{
			"path": r.URL.Path, "customer": r.Header.Get(customerHeader), "authorization": r.Header.Get("Authorization"),
			"request_id": r.Header.Get(requestHeader), "body": string(body), "status": "ok",
		})
	}))
	t.Cleanup(server.Close)
	return server
}

func newEdge(t *testing.T, address string) http.Handler {
	t.Helper()
	target, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return New(Config{
		Version: "1.2.3", SigningKey: key, SessionTTL: time.Hour, UpstreamTimeout: time.Second,
		Upstreams: map[string]*url.URL{"catalog": target, "cart": target, "orders": target},
	})
}

func ask(handler http.Handler, method, path, token string, headers ...string) (*httptest.ResponseRecorder, map[string]any) {
	request := httptest.NewRequest(method, path, strings.NewReader("{}"))
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response := httptest.NewRecorder()
	handler.ServeHTTP(response, request)
	var body map[string]any
	json.Unmarshal(response.Body.Bytes(), &body)
	return response, body
}

func TestHealthReportsTheVersion(t *testing.T) {
	for _, path := range []string{"/healthz", "/readyz"} {
		response, body := ask(newEdge(t, "http://127.0.0.1:1"), "GET", path, "")
		if response.Code != 200 || body["version"] != "1.2.3" {
			t.Fatalf("%s: %d %v", path, response.Code, body)
		}
	}
}

func TestSessionOpensTheCart(t *testing.T) {
	handler := newEdge(t, upstream(t).URL)
	response, session := ask(handler, "POST", "/api/v1/sessions", "")
	if response.Code != http.StatusCreated {
		t.Fatalf("status %d", response.Code)
	}
	_, seen := ask(handler, "PUT", "/api/v1/cart/items/MUG-01", session["token"].(string))
	if seen["path"] != "/v1/cart/items/MUG-01" || seen["customer"] != session["customer_id"] {
		t.Fatalf("upstream saw %v", seen)
	}
	if seen["authorization"] != "" {
		t.Fatal("the token went past the gateway")
	}
}

func TestCartNeedsAToken(t *testing.T) {
	handler := newEdge(t, upstream(t).URL)
	stranger, _ := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		"iss": issuer, "aud": audience, "sub": "x", "exp": time.Now().Add(time.Hour).Unix(),
	}).SignedString([]byte("another key"))
	unsigned, _ := jwt.NewWithClaims(jwt.SigningMethodNone, jwt.MapClaims{
		"iss": issuer, "aud": audience, "sub": "x", "exp": time.Now().Add(time.Hour).Unix(),
	}).SignedString(jwt.UnsafeAllowNoneSignatureType)
	expired, _ := tokens{key, time.Hour}.issue(time.Now().Add(-2 * time.Hour))
	for name, token := range map[string]string{"none": "", "stranger": stranger, "unsigned": unsigned, "expired": expired.Token} {
		if response, _ := ask(handler, "GET", "/api/v1/cart", token); response.Code != http.StatusUnauthorized {
			t.Errorf("%s: status %d", name, response.Code)
		}
	}
}

func TestCustomerHeaderFromOutsideIsDropped(t *testing.T) {
	_, seen := ask(newEdge(t, upstream(t).URL), "POST", "/api/v1/webhooks/stripe", "", customerHeader, "somebody-else")
	if seen["customer"] != "" || seen["path"] != "/v1/webhooks/stripe" {
		t.Fatalf("upstream saw %v", seen)
	}
}

func TestRequestIDIsKeptOrMade(t *testing.T) {
	handler := newEdge(t, upstream(t).URL)
	_, kept := ask(handler, "GET", "/api/v1/products", "", requestHeader, "0123456789abcdef")
	if kept["request_id"] != "0123456789abcdef" {
		t.Fatalf("id %v", kept["request_id"])
	}
	_, made := ask(handler, "GET", "/api/v1/products", "", requestHeader, "bad id\n")
	if !requestID.MatchString(made["request_id"].(string)) {
		t.Fatalf("id %v", made["request_id"])
	}
}

func TestUpstreamThatIsDown(t *testing.T) {
	handler := newEdge(t, "http://127.0.0.1:1")
	if response, body := ask(handler, "GET", "/api/v1/products", ""); response.Code != 502 || body["error"] != "catalog unavailable" {
		t.Fatalf("%d %v", response.Code, body)
	}
	if response, body := ask(handler, "GET", "/api/v1/status", ""); response.Code != 503 || body["status"] != "degraded" {
		t.Fatalf("%d %v", response.Code, body)
	}
}

func TestStatusOfHealthyServices(t *testing.T) {
	response, body := ask(newEdge(t, upstream(t).URL), "GET", "/api/v1/status", "")
	if response.Code != 200 || len(body["services"].(map[string]any)) != 3 {
		t.Fatalf("%d %v", response.Code, body)
	}
}
