package provider

import "strings"

// hostRow is one provider's hosts, separated by spaces.
type hostRow struct {
	name string
	// sandbox and production are exact hosts; either serves both environments
	// when both is set instead.
	sandbox, production, both string
	// domains are the registrable domains on which a subdomain's labels may be
	// read ("checkout-test" of adyen.com).
	domains string
}

// hostRows is compiled from the providers' SDK constants and API references,
// and for the European acquirers from the connector configurations of
// hyperswitch and ActiveMerchant.
var hostRows = []hostRow{
	{"stripe", "", "", "api.stripe.com files.stripe.com uploads.stripe.com connect.stripe.com", "stripe.com"},
	{"paypal", "api-m.sandbox.paypal.com api.sandbox.paypal.com ipnpb.sandbox.paypal.com api-3t.sandbox.paypal.com", "api-m.paypal.com api.paypal.com ipnpb.paypal.com api-3t.paypal.com", "", "paypal.com"},
	{"braintree", "payments.sandbox.braintree-api.com api.sandbox.braintreegateway.com", "payments.braintree-api.com api.braintreegateway.com", "", "braintree-api.com braintreegateway.com"},
	{"adyen", "checkout-test.adyen.com pal-test.adyen.com ca-test.adyen.com balanceplatform-api-test.adyen.com", "balanceplatform-api-live.adyen.com pal-live.adyen.com", "", "adyen.com adyenpayments.com"},
	{"square", "connect.squareupsandbox.com pci-connect.squareupsandbox.com", "connect.squareup.com pci-connect.squareup.com", "", "squareup.com"},
	{"checkout", "api.sandbox.checkout.com access.sandbox.checkout.com", "api.checkout.com access.checkout.com", "", "checkout.com"},
	{"mollie", "", "", "api.mollie.com", "mollie.com"},
	{"gocardless", "api-sandbox.gocardless.com", "api.gocardless.com", "", "gocardless.com"},
	{"klarna", "api.playground.klarna.com api-na.playground.klarna.com api-oc.playground.klarna.com", "api.klarna.com api-na.klarna.com api-oc.klarna.com", "", "klarna.com"},
	{"worldpay", "try.access.worldpay.com secure-test.worldpay.com", "access.worldpay.com secure.worldpay.com", "", "worldpay.com"},
	{"cybersource", "apitest.cybersource.com", "api.cybersource.com", "", "cybersource.com"},
	{"authorizenet", "apitest.authorize.net test.authorize.net", "api.authorize.net api2.authorize.net secure.authorize.net secure2.authorize.net", "", "authorize.net"},
	{"airwallex", "api-demo.airwallex.com", "api.airwallex.com pci-api.airwallex.com", "", "airwallex.com"},
	{"dlocal", "sandbox.dlocal.com", "api.dlocal.com", "", "dlocal.com"},
	{"plaid", "sandbox.plaid.com development.plaid.com", "production.plaid.com", "", "plaid.com"},
	{"wise", "api.sandbox.transferwise.tech api.wise-sandbox.com", "api.wise.com api.transferwise.com", "", "wise.com transferwise.com transferwise.tech"},
	{"rapyd", "sandboxapi.rapyd.net", "api.rapyd.net", "", "rapyd.net"},
	{"dwolla", "api-sandbox.dwolla.com", "api.dwolla.com", "", "dwolla.com"},
	{"finix", "finix.sandbox-payments-api.com", "finix.live-payments-api.com", "", ""},
	{"worldline", "eu.sandbox.api-ingenico.com payment.preprod.direct.worldline-solutions.com", "eu.api-ingenico.com api.connect.worldline-solutions.com payment.direct.worldline-solutions.com", "", "api-ingenico.com worldline-solutions.com"},
	{"redsys", "sis-t.redsys.es", "sis.redsys.es", "", ""},
	{"nuvei", "ppp-test.nuvei.com ppp-test.safecharge.com", "secure.safecharge.com", "", "nuvei.com safecharge.com"},
	{"paysafe", "api.test.paysafe.com", "api.paysafe.com", "", "paysafe.com"},
	{"payu", "secure.snd.payu.com sandbox.api.payulatam.com test.payu.in", "secure.payu.com api.payulatam.com secure.payu.in info.payu.in", "", "payu.com payulatam.com payu.in"},
	{"ebanx", "sandbox.ebanxpay.com", "api.ebanxpay.com", "", "ebanxpay.com"},
	{"nexi", "xpaysandbox.nexigroup.com", "xpay.nexigroup.com", "", ""},
	{"volt", "api.sandbox.volt.io", "api.volt.io", "", "volt.io"},
	{"token", "api.sandbox.token.io", "api.token.io", "", "token.io"},
	{"opayo", "pi-test.sagepay.com sandbox.opayo.eu.elavon.com", "pi-live.sagepay.com live.opayo.eu.elavon.com", "", "sagepay.com"},
	{"elavon", "api.demo.convergepay.com", "api.convergepay.com", "", "convergepay.com"},
	{"midtrans", "api.sandbox.midtrans.com app.sandbox.midtrans.com", "api.midtrans.com app.midtrans.com", "", "midtrans.com"},
	{"xendit", "", "", "api.xendit.co", "xendit.co"},
	{"paystack", "", "", "api.paystack.co", "paystack.co"},
	{"razorpay", "", "", "api.razorpay.com", "razorpay.com"},
	{"mercadopago", "", "", "api.mercadopago.com", "mercadopago.com"},
	{"recurly", "", "", "v3.recurly.com v3.eu.recurly.com", "recurly.com"},
	{"chargebee", "", "", "", "chargebee.com"},
	{"flutterwave", "developersandbox-api.flutterwave.com", "api.flutterwave.com", "", "flutterwave.com"},
	{"paytm", "securegw-stage.paytm.in", "securegw.paytm.in", "", "paytm.in"},
	{"phonepe", "api-preprod.phonepe.com", "api.phonepe.com", "", "phonepe.com"},
	{"sibs", "api.qly.sibspayments.com sandbox.sibspayments.com api-qly.sibspayments.com spg.qly.site1.sibs.pt spg.qly.site2.sibs.pt stargate-cer.qly.site1.sibs.pt stargate-cer.qly.site2.sibs.pt", "api.sibspayments.com api.sibsgateway.com", "", "sibspayments.com sibsgateway.com sibs.pt"},
	{"truelayer", "api.truelayer-sandbox.com auth.truelayer-sandbox.com", "api.truelayer.com auth.truelayer.com", "", "truelayer.com"},
	{"paddle", "sandbox-api.paddle.com sandbox-vendors.paddle.com", "api.paddle.com vendors.paddle.com", "", "paddle.com"},
	{"revolut", "sandbox-merchant.revolut.com sandbox-b2b.revolut.com", "merchant.revolut.com b2b.revolut.com", "", "revolut.com"},
	{"sumup", "", "", "api.sumup.com", "sumup.com"},
	{"coinbase", "api-sandbox.coinbase.com api.sandbox.coinbase.com", "api.coinbase.com api.commerce.coinbase.com api.prime.coinbase.com", "", "coinbase.com"},
	{"moderntreasury", "", "", "app.moderntreasury.com", ""},
	{"column", "", "", "api.column.com", ""},
	{"increase", "sandbox.increase.com", "api.increase.com", "", ""},
	{"lithic", "sandbox.lithic.com", "api.lithic.com", "", "lithic.com"},
	{"bluesnap", "sandbox.bluesnap.com", "ws.bluesnap.com", "", "bluesnap.com"},
	{"globalpayments", "apis.sandbox.globalpay.com", "apis.globalpay.com", "", "globalpay.com"},
	{"omise", "", "", "api.omise.co vault.omise.co", "omise.co"},
	{"paymongo", "", "", "api.paymongo.com", "paymongo.com"},
	{"lemonsqueezy", "", "", "api.lemonsqueezy.com", ""},
	{"cashfree", "sandbox.cashfree.com payout-gamma.cashfree.com", "api.cashfree.com payout-api.cashfree.com", "", "cashfree.com"},
	{"alipay", "openapi.alipaydev.com openapi-sandbox.dl.alipaydev.com open-sea-global-sandbox.alipay.com", "openapi.alipay.com mapi.alipay.com open-na-global.alipay.com open-sea-global.alipay.com open-de-global.alipay.com", "", ""},
	{"wechatpay", "", "api.mch.weixin.qq.com api2.mch.weixin.qq.com", "", ""},
	{"yookassa", "", "", "api.yookassa.ru payment.yandex.net", "yookassa.ru"},
	{"tinkoff", "rest-api-test.tinkoff.ru", "securepay.tinkoff.ru", "", ""},
	{"cloudpayments", "", "", "api.cloudpayments.ru", ""},
	{"iyzico", "sandbox-api.iyzipay.com", "api.iyzipay.com", "", "iyzipay.com"},
	{"paytr", "", "", "www.paytr.com", ""},
	{"nkolay", "paynkolaytest.nkolayislem.com.tr", "paynkolay.nkolayislem.com.tr", "", ""},
	{"vnpay", "sandbox.vnpayment.vn", "pay.vnpay.vn merchant.vnpay.vn", "", ""},
	{"momo", "test-payment.momo.vn", "payment.momo.vn", "", ""},
	{"zalopay", "sb-openapi.zalopay.vn sandbox.zalopay.com.vn", "openapi.zalopay.vn", "", "zalopay.vn"},
	{"doku", "api-sandbox.doku.com", "api.doku.com", "", "doku.com"},
	{"mpesa", "sandbox.safaricom.co.ke", "api.safaricom.co.ke", "", "safaricom.co.ke"},
	{"monnify", "sandbox.monnify.com", "api.monnify.com", "", "monnify.com"},
	{"cielo", "apisandbox.cieloecommerce.cielo.com.br apiquerysandbox.cieloecommerce.cielo.com.br", "api.cieloecommerce.cielo.com.br apiquery.cieloecommerce.cielo.com.br", "", ""},
	{"pagseguro", "sandbox.api.pagseguro.com ws.sandbox.pagseguro.uol.com.br", "api.pagseguro.com ws.pagseguro.uol.com.br", "", "pagseguro.com"},
	{"asaas", "sandbox.asaas.com api-sandbox.asaas.com", "api.asaas.com www.asaas.com", "", "asaas.com"},
	{"efi", "pix-h.api.efipay.com.br cobrancas-h.api.efipay.com.br", "pix.api.efipay.com.br cobrancas.api.efipay.com.br", "", ""},
	{"conekta", "", "", "api.conekta.io", ""},
	{"openpay", "sandbox-api.openpay.mx", "api.openpay.mx", "", "openpay.mx"},
	{"culqi", "", "", "api.culqi.com", ""},
	{"wompi", "sandbox.wompi.co", "production.wompi.co", "", "wompi.co"},
	{"tap", "", "", "api.tap.company", ""},
	{"moyasar", "", "", "api.moyasar.com", ""},
	{"aci", "test.oppwa.com eu-test.oppwa.com", "oppwa.com eu-prod.oppwa.com", "", "oppwa.com"},
	{"paymob", "", "", "accept.paymob.com", "paymob.com"},
	{"nowpayments", "api-sandbox.nowpayments.io", "api.nowpayments.io", "", "nowpayments.io"},
	{"zarinpal", "sandbox.zarinpal.com", "api.zarinpal.com payment.zarinpal.com", "", "zarinpal.com"},
	{"ccavenue", "test.ccavenue.com", "secure.ccavenue.com", "", "ccavenue.com"},
	{"datatrans", "api.sandbox.datatrans.com", "api.datatrans.com", "", "datatrans.com"},
	{"saferpay", "test.saferpay.com", "www.saferpay.com", "", ""},
	{"nets", "test.api.dibspayment.eu", "api.dibspayment.eu", "", "dibspayment.eu"},
	{"vipps", "apitest.vipps.no", "api.vipps.no", "", ""},
	{"swish", "mss.cpc.getswish.net", "cpc.getswish.net", "", ""},
	{"przelewy24", "sandbox.przelewy24.pl", "secure.przelewy24.pl", "", "przelewy24.pl"},
	{"tpay", "openapi.sandbox.tpay.com", "openapi.tpay.com api.tpay.com", "", "tpay.com"},
	{"barion", "api.test.barion.com", "api.barion.com", "", "barion.com"},
	{"gopay", "gw.sandbox.gopay.com", "gate.gopay.cz", "", ""},
	{"quickpay", "", "", "api.quickpay.net", ""},
}

var (
	exactHosts      = make(map[string]Host)
	providerDomains = make(map[string]string)
	keyDecides      = make(map[string]bool)
)

func init() {
	for _, r := range hostRows {
		for env, hosts := range []string{KeyDecides: r.both, Sandbox: r.sandbox, Production: r.production} {
			for _, h := range strings.Fields(hosts) {
				exactHosts[h] = Host{r.name, Env(env)}
			}
		}
		for _, d := range strings.Fields(r.domains) {
			providerDomains[d] = r.name
		}
		if r.sandbox == "" && r.production == "" {
			keyDecides[r.name] = true
		}
	}
}
