package edge

import (
	"crypto/rand"
	"encoding/hex"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const (
	issuer   = "shop-gateway"
	audience = "shop"
)

type session struct {
	Token      string    `json:"token"`
	CustomerID string    `json:"customer_id"`
	ExpiresAt  time.Time `json:"expires_at"`
}

// tokens issues and reads the tokens of guests. All replicas share the key, so any of them can read any token.
type tokens struct {
	key []byte
	ttl time.Duration
}

func (t tokens) issue(now time.Time) (session, error) {
	id := make([]byte, 16)
	if _, err := rand.Read(id); err != nil {
		return session{}, err
	}
	customer := hex.EncodeToString(id)
	expires := now.Add(t.ttl).UTC().Truncate(time.Second)
	signed, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{
		Issuer:    issuer,
		Audience:  jwt.ClaimStrings{audience},
		Subject:   customer,
		IssuedAt:  jwt.NewNumericDate(now),
		ExpiresAt: jwt.NewNumericDate(expires),
	}).SignedString(t.key)
	return session{signed, customer, expires}, err
}

// customer returns the id in a token that we signed and that has not expired.
func (t tokens) customer(token string) (string, error) {
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(token, &claims,
		func(*jwt.Token) (any, error) { return t.key, nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithIssuer(issuer), jwt.WithAudience(audience), jwt.WithExpirationRequired())
	return claims.Subject, err
}
