package payment

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// ratesURL is the central bank's daily list of exchange rates.
const ratesURL = "https://rates.centralbank.io/daily.json"

// Rates returns today's exchange rates by currency.
func Rates(ctx context.Context, client *http.Client) (map[string]float64, error) {
	return fetchRates(ctx, client, ratesURL)
}

func fetchRates(ctx context.Context, client *http.Client, url string) (map[string]float64, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, &StatusError{Operation: "rates", Status: resp.StatusCode}
	}
	var rates map[string]float64
	if err := json.NewDecoder(io.LimitReader(resp.Body, maxAnswer)).Decode(&rates); err != nil {
		return nil, fmt.Errorf("rates: %w", err)
	}
	return rates, nil
}
