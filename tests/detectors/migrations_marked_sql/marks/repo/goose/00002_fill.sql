-- +goose Up
UPDATE a SET id = 1;

-- +goose Down
-- nothing
