package store

import (
	"embed"
	"errors"
	"log/slog"
	"strings"

	"github.com/golang-migrate/migrate/v4"
	_ "github.com/golang-migrate/migrate/v4/database/pgx/v5"
	"github.com/golang-migrate/migrate/v4/source/iofs"
)

//go:embed migrations/*.sql
var migrations embed.FS

// MigrateUp brings the schema to the newest version. Two at once are safe: the driver takes an advisory lock.
func MigrateUp(databaseURL string) error {
	return migrateWith(databaseURL, func(m *migrate.Migrate) error { return m.Up() })
}

// MigrateDown takes back the newest migration only.
func MigrateDown(databaseURL string) error {
	return migrateWith(databaseURL, func(m *migrate.Migrate) error { return m.Steps(-1) })
}

func migrateWith(databaseURL string, step func(*migrate.Migrate) error) error {
	source, err := iofs.New(migrations, "migrations")
	if err != nil {
		return err
	}
	m, err := migrate.NewWithSourceInstance("iofs", source, migrateURL(databaseURL))
	if err != nil {
		return err
	}
	defer m.Close()
	if err := step(m); err != nil && !errors.Is(err, migrate.ErrNoChange) {
		return err
	}
	version, dirty, err := m.Version()
	if err != nil && !errors.Is(err, migrate.ErrNilVersion) {
		return err
	}
	slog.Info("schema migrated", "version", version, "dirty", dirty)
	return nil
}

// migrateURL names the driver in the scheme, as the migrate library wants it.
func migrateURL(databaseURL string) string {
	for _, scheme := range []string{"postgres://", "postgresql://"} {
		if rest, ok := strings.CutPrefix(databaseURL, scheme); ok {
			return "pgx5://" + rest
		}
	}
	return databaseURL
}
