package loggers

import (
	kitlog "github.com/go-kit/log"
	"github.com/go-logr/logr"
	"github.com/golang/glog"
	"github.com/hashicorp/go-hclog"
	"github.com/rs/zerolog"
	zlog "github.com/rs/zerolog/log"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
	"k8s.io/klog/v2"
)

func zapBad(l *zap.Logger, s *zap.SugaredLogger, card Card, apiKey string) {
	l.Info("charge", zap.String("pan", card.Number))         // want `card number card.Number is logged by zap.String`
	l.With(zap.String("key", apiKey)).Info("x")              // want `credential apiKey is logged by zap.String`
	l.Error("charge", zap.Any("card", card))                 // want `card with card number Number is logged by zap.Any as a whole`
	l.Info("card " + card.Number)                            // want `card number`
	s.Infow("charge", "pan", card.Number)                    // want `card number card.Number is logged by \(\*zap.SugaredLogger\).Infow`
	s.Infof("charge %s", card.CVV)                           // want `card verification code`
	s.With("key", apiKey).Info("x")                          // want `credential apiKey`
	zap.L().Info("x", zap.ByteString("key", []byte(apiKey))) // want `credential`
}

func zapClean(l *zap.Logger, s *zap.SugaredLogger, card Card, apiKeyID string) {
	l.Info("charge", zap.String("brand", card.Brand))
	l.With(zap.String("key", apiKeyID)).Info("x")
	s.Infow("cvv", "cvv", card.CVV == "")
	s.Infof("charge %s", card.Last4)
	l.Info("x", zap.Int("pan_len", len(card.Number)))
}

func zerologBad(l zerolog.Logger, card Card, token string) {
	l.Info().Str("pan", card.Number).Msg("charge")         // want `card number card.Number is logged by \(\*zerolog.Event\).Str`
	zlog.Info().Str("brand", card.Brand).Msgf("%s", token) // want `credential token`
	zlog.Error().Interface("card", card).Send()            // want `card with card number Number`
	l2 := l.With().Str("token", token).Logger()            // want `credential token is logged by \(zerolog.Context\).Str`
	l2.Info().Msg("hi")
	zlog.Info().Dict("card", zerolog.Dict().Str("n", card.Number)).Send() // want `card number`
}

func zerologClean(l zerolog.Logger, card Card, tokenType string) {
	l.Info().Str("pan", card.Last4).Msg("charge")
	zlog.Info().Str("brand", card.Brand).Msgf("%s", tokenType)
	l.Info().Int("n", len(card.Number)).Send()
}

func logrusBad(l *logrus.Logger, e *logrus.Entry, card Card, secretKey string) {
	logrus.WithField("pan", card.Number).Info("charge") // want `card number card.Number is logged by logrus.WithField`
	logrus.WithFields(logrus.Fields{
		"brand": card.Brand,
		"pan":   card.Number, // want `card number card.Number is logged by logrus.WithFields`
	}).Info("charge")
	l.Infof("key %s", secretKey)           // want `credential secretKey is logged by \(\*logrus.Logger\).Infof`
	e.WithField("k", secretKey).Warnf("x") // want `credential secretKey`
	logrus.Debugf("%+v", card)             // want `card with card number Number is logged by logrus.Debugf as a whole`
}

func logrusClean(l *logrus.Logger, e *logrus.Entry, card Card, secretKey string) {
	logrus.WithField("cvv", card.CVV != "").Info("charge")
	logrus.WithFields(logrus.Fields{"brand": card.Brand, "pan": card.Last4}).Info("charge")
	l.Infof("key has %d bytes", len(secretKey))
	e.WithField("pan", "****").Warnf("x")
}

func others(l logr.Logger, h hclog.Logger, k kitlog.Logger, card Card, pin string, iban string) {
	l.Info("charge", "pan", card.Number)           // want `card number card.Number is logged by \(logr.Logger\).Info`
	l.WithValues("pin", pin).Info("x")             // want `PIN pin is logged by \(logr.Logger\).WithValues; never let`
	klog.InfoS("charge", "pan", card.Number)       // want `card number`
	klog.V(4).Infof("charge %s", card.Number)      // want `card number card.Number is logged by \(klog.Verbose\).Infof`
	h.Debug("charge", "pan", card.Number)          // want `card number card.Number is logged by \(hclog.Logger\).Debug`
	h.With("iban", iban).Info("x")                 // want `bank account number iban`
	_ = k.Log("msg", "charge", "pan", card.Number) // want `card number`
	kitlog.With(k, "pan", card.Number)             // want `card number`
	glog.Infof("pan %s", card.Number)              // want `card number`
}

func othersClean(l logr.Logger, h hclog.Logger, k kitlog.Logger, card Card) {
	l.Info("charge", "pan", card.Last4)
	klog.InfoS("cvv", "present", card.CVV != "")
	h.Debug("charge", "brand", card.Brand)
	_ = k.Log("msg", "charge", "brand", card.Brand)
	glog.Warning("cvv missing")
}
