package payment

import (
	"errors"

	"github.com/valyala/fasthttp"
)

func fastPay(body []byte) ([]byte, error) {
	req, res := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(res)
	req.SetRequestURI("https://api.example.com/payments")
	req.Header.SetMethod("POST")
	req.SetBody(body)
	if err := fasthttp.Do(req, res); err != nil { // want `the status code of the response of fasthttp.Do is never looked at`
		return nil, err
	}
	return append([]byte(nil), res.Body()...), nil
}

func fastPayChecked(body []byte) ([]byte, error) {
	req, res := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
	defer fasthttp.ReleaseRequest(req)
	defer fasthttp.ReleaseResponse(res)
	req.SetRequestURI("https://api.example.com/payments")
	req.Header.SetMethod("POST")
	req.SetBody(body)
	if err := fasthttp.Do(req, res); err != nil {
		return nil, err
	}
	if res.StatusCode() != 201 {
		return nil, errors.New("refused")
	}
	return append([]byte(nil), res.Body()...), nil
}
