CREATE TABLE IF NOT EXISTS orders (
  id         VARCHAR(40) PRIMARY KEY,
  customer   VARCHAR(80) NOT NULL,
  items      JSON        NOT NULL,
  amount     BIGINT      NOT NULL,
  currency   CHAR(3)     NOT NULL,
  status     VARCHAR(16) NOT NULL,
  provider   VARCHAR(16) NOT NULL,
  payment_id VARCHAR(80) NOT NULL DEFAULT '',
  created_at DATETIME(6) NOT NULL,
  KEY (provider, payment_id)
);
CREATE TABLE IF NOT EXISTS provider_events (
  provider VARCHAR(16) NOT NULL,
  event_id VARCHAR(80) NOT NULL,
  seen_at  TIMESTAMP   NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (provider, event_id)
);
