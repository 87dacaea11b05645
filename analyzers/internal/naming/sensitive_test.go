package naming_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/paylint/paylint/analyzers/internal/config"
	"github.com/paylint/paylint/analyzers/internal/naming"
)

// sensitive lists names per class as they are written in real code.
var sensitive = map[naming.Class]string{
	naming.PAN: `pan PAN fpan dpan cardNumber CardNumber card_number card-number CARD_NUMBER cardnumber cardNo card_no
		cardNum cardPAN cardPANs PANs ccNumber cc_number ccNum creditCard credit_card creditCardNumber credit_card_number
		debitCardNumber PrimaryAccountNumber fullPan rawPAN req.CardNumber card[number] payment_method_data[card][number]
		CreditCardNo customerCardNumber newCardNumber numeroCartao numeroTarjeta card.number oldPan encodedPAN
		paymentCardNumber VirtualCardNumber panValue panStr cardNumbers`,
	naming.CVV: `cvv CVV CVV2 cvv2 cvc CVC2 cvvCode cvv_code cardCvv cardCVC card_cvc securityCode SecurityCode
		security_code cardSecurityCode cardVerificationValue card_code CardCode cvn cardCid card[cvc] CardCVV dcvv iCVV
		CvcNumber card_security_code`,
	naming.PIN: `pin PIN pinBlock pin_block PINBlock encryptedPin encrypted_pin_block cardPin pvv pinOffset transactionPin newPin
		userPin customer_pin`,
	naming.Track:      `track1 Track2 track2Data track_2_data trackData magstripe magneticStripe swipeData emvData icc_data emvTLV Track1Data`,
	naming.CardDetail: `expiry expiryDate exp_month ExpYear expMonth cardExpiry cardholderName cardHolder nameOnCard validThru exp_date`,
	naming.Cryptogram: `cavv CAVV cryptogram networkTokenCryptogram authenticationValue ucaf applePayToken googlePayToken
		signedMessage tavv online_payment_cryptogram`,
	naming.BankAccount: `iban IBAN customerIban accountNumber account_number AccountNo bankAccountNumber bank_account_number
		acctNo bban clabe pixKey beneficiaryAccountNumber creditorIBAN ibans`,
	naming.Secret: `password Password passwd pwd userPassword password_confirmation newPassword db_password DB_PASSWORD
		passphrase secret Secret clientSecret client_secret CLIENT_SECRET apiSecret appSecret webhookSecret STRIPE_WEBHOOK_SECRET
		whSecret signingSecret signingKey hmacKey hmacSecret encryptionKey masterKey apiKey APIKey userAPIKey api_key X-Api-Key
		apikey STRIPE_API_KEY secretKey STRIPE_SECRET_KEY stripeSecretKey secret_key privateKey private_key PrivateKeyPEM
		rsaPrivateKey accessKey secretAccessKey AWS_SECRET_ACCESS_KEY serverKey MIDTRANS_SERVER_KEY merchantKey transactionKey
		integrationKey token Token accessToken access_token authToken auth_token refreshToken RefreshToken idToken IDToken
		bearer bearerToken jwt JWT jwtToken jwtSecret JWT_SECRET sessionToken userSessionId cookie Cookie Set-Cookie authorization
		Authorization Proxy-Authorization credentials credential basicAuth keystorePassword tokens
		adminPassword smtpPassword redis_password SMTP_PASS_PASSWORD oauthToken OAuthToken githubToken slack_token botToken
		BOT_TOKEN plainPassword rawPassword oldPassword passwordSalt transactionSignature formContext db_dsn DatabaseURL
		DATABASE_URL connectionString tokenString tokenValue secretBytes passwordStr tempPassword vaultToken API-KEY
		resetToken passwordResetToken inviteToken verificationToken webhookToken xenditCallbackToken apiToken apiKeys
		serverKeys secretKeyBase64 privateKeyBytes loginPassword seedPhrase mnemonic aesKey md5SecretKey accountKey
		sharedSecret shared_key appSecretProof partnerSecret`,
	naming.AuthCode: `otp OTP otpCode otp_code totp totpSecret mfaCode oneTimeCode verificationCode smsCode recoveryCodes passcode
		userOtp one_time_password`,
	naming.StoredToken: `cardToken card_token paymentMethodToken paymentMethodNonce payment_method_nonce recurringToken
		networkToken paymentToken oneClickToken savedCardToken`,
	naming.PII: `ssn SSN customerSsn socialSecurityNumber taxId tax_id passportNumber nationalId aadhaar aadhaarNumber panNumber
		PANNumber cpf CPF curp dob DateOfBirth date_of_birth driverLicense`,
}

// clean are look-alikes, most of them names that a search for the plain letters
// would hit.
const clean = `
	panic Panic panicErr span spanID expand company japan panel pane paneWidth zoomAndPan panX panY panZoom maskedPan MaskedPAN
	masked_pan truncatedPan panLast4 panSuffix panFingerprint panEntryMode hasPan panHash
	mapping shipping shippingAddress ping pinned pinning skipping spin pinpoint pinRequired pinTriesExceeded invalidPin pinBlocked pinCode
	pincode PinCode certPin gpioPin pinMode offline_pin hasPin isPinSet
	decide accident cidr incident cid CID correlationCid
	footprint notPredicates rootPath protocol options
	businessName issn classname
	multibanco citibank infiniband ibanLast4 iban_last4 ibanCountry
	discard wildcard cardinality gocardless mastercard MasterCard rateCard scorecard dashcard giftCardBalance
	cardBrand card_brand cardType cardScheme cardNetwork cardFunding cardIssuer cardCountry cardID card_id cardHolderID last4
	lastFour cardLast4 card_last_4 bin cardBin issuerBin iin fingerprint cardFingerprint cardPresent cardArt cardOnFile card
	cards cardNumberLast4 cardNumberMasked maskedCardNumber masked_card_number cardNumberHash cardNumberLength isCardNumberValid
	validCardNumber cardNumberError errCardNumber cardNumberRegex
	tokenType token_type tokenCount totalTokens total_tokens maxTokens max_tokens promptTokens completionTokens inputTokens
	outputTokens cachedTokens tokenLimit tokenUsage tokenizer tokenize tokenized tokenization tokenURL token_url tokenEndpoint
	tokenExpiry tokenExpiresAt token_expires_at tokenTTL tokenName tokenID token_id nextToken next_token pageToken nextPageToken
	next_page_token continuationToken cursorToken csrfToken csrf_token syncToken deviceToken tokenBucket cancellationToken
	publishableToken hasToken isTokenValid invalidToken tokenExpired tokenSource tokenManager tokenService tokenIndex tokenCost
	tokenHash accessTokenExpiresIn2At accessTokenURL refreshTokenTTL accessTokenLifetime tokenSymbol tokenAddress
	passwordPolicy passwordResetURL passwordResetTTL passwordMinLength passwordHash password_hash PasswordHash hashedPassword
	forgotPassword hasPassword passwordField passwordRequired passwordChangedAt password_changed_at ErrPassword
	ErrInvalidPassword resetPassword passwordStrength encryptedPasswordHash isPassword passwordLength passwordFile
	secretName secret_name secretRef secretID secretId secretPath secretARN secretVersion secretService secretsManager
	secretProvider secretStore maxSecretSize clientSecretExpiresAt secretKeyRef secretKeySelector secretType hasSecret
	secretNamespace imagePullSecretName
	keyID keyName publicKey public_key publishableKey STRIPE_PUBLISHABLE_KEY pubKey keyType keySize keyLen keyAlgorithm
	primaryKey foreignKey partitionKey sortKey cacheKey routingKey objectKey mapKey idempotencyKey idempotency_key keyspace
	keyboard kid jwksURL apiKeyHeader apiKeyName apiKeyID accessKeyID AWS_ACCESS_KEY_ID privateKeyPath privateKeyFile key
	apiKeyPrefix signingKeyID encryptionKeyVersion publicAPIKey
	cvvResult cvv_result cvvCheck cvcCheck cvvStatus cvvResponseCode cvvToken cvcResultRaw incorrectCvc invalidCvc
	ErrorCodeInvalidCVC verifyCvv requireCvv avsAndCvv cvvRequired recvCompress cvvMatched hasCvv cvcPass cvvMode
	tracker tracking trackingNumber tracking_number trackingID TrackUsage TrackEvent backtrack soundtrack track tracks trackID
	checkoutSession SessionID session_id SessionParams OffSession SessionTimeout dbSession session sessionPool sessionStore checkoutSessionID
	stripeSessionId paymentSessionId
	author authority authored authType authURL authMethod authEnabled oauthConfig unauthorized authorizationURL
	authorizedAmount AuthorizationID authCode auth_code approvalCode authorization_id authorizationStatus
	accountID accountName accountType accountLast4 accountStatus serviceAccountName accountant account_id accountNumberLast4
	expiresAt expires expiryTime TTL
	signatureHeader SignatureAlgorithm signatureDate signature
	VMADDR_CID xid sid amount currency orderID customerEmail description status redirectURL callbackURL requestID traceID
	merchantID transactionID paymentID paymentMethodID invoiceNumber orderNumber phoneNumber number code value data
	cookieName cookieDomain cookiePath cookieConsent cookieJar bearerFormat jwtIssuer jwtAudience jwtExpiresAt
	otpLength otpExpiry isOtpVerified otpRequired otpSentAt verificationCodeExpiresAt
	virtualAccountNo virtual_account_number insecureSecretsLog certificatePEM tokenWeight INDEX_TOKEN_WEIGHT tokenScore
	dsnName dsn ssnLast4 ssn_last4 dobRequired taxRate taxAmount taxIdType cpfValid`

func TestSensitiveNames(t *testing.T) {
	n := naming.New(nil)
	total := 0
	for class, list := range sensitive {
		for _, name := range strings.Fields(list) {
			total++
			if got := n.Class(name); got != class {
				t.Errorf("%s = %q, want %q", name, got, class)
			}
		}
	}
	for _, name := range strings.Fields(clean) {
		total++
		if got := n.Class(name); got != naming.None && got != naming.CardDetail {
			t.Errorf("%s = %q, want none", name, got)
		}
	}
	if total < 500 {
		t.Errorf("table has %d names, want at least 500", total)
	}
}

func TestOwnerCompletes(t *testing.T) {
	n := naming.New(nil)
	tests := []struct {
		owner, name string
		want        naming.Class
	}{
		{"Card", "Number", naming.PAN},
		{"CreditCard", "Number", naming.PAN},
		{"CardDetails", "Number", naming.PAN},
		{"PaymentMethodCardParams", "Number", naming.PAN},
		{"cardRequest", "no", naming.PAN},
		{"Card", "Code", naming.CVV},
		{"Card", "CID", naming.CVV},
		{"BankAccount", "Number", naming.BankAccount},
		{"APIKey", "Value", naming.Secret},
		{"Secret", "Data", naming.Secret},
		{"OTP", "Code", naming.AuthCode},
		{"DatabaseConfig", "DSN", naming.Secret},
		{"Card", "Brand", naming.None},
		{"Card", "ID", naming.None},
		{"GiftCard", "Number", naming.None},
		{"Discard", "Number", naming.None},
		{"ScoreCard", "Number", naming.None},
		{"Wildcard", "Number", naming.None},
		{"Order", "Number", naming.None},
		{"Invoice", "Number", naming.None},
		{"Account", "Code", naming.None},
		{"Error", "Code", naming.None},
		{"Token", "Value", naming.None},
		{"SecretRef", "Key", naming.None},
		{"CardToken", "Number", naming.None},
		{"Card", "Last4", naming.None},
		{"Trace", "XID", naming.None},
	}
	for _, tt := range tests {
		if got := n.InOwner(tt.owner, tt.name).Class; got != tt.want {
			t.Errorf("%s.%s = %q, want %q", tt.owner, tt.name, got, tt.want)
		}
	}
}

func TestConfiguredWords(t *testing.T) {
	n := naming.New(&config.Config{Sensitive: config.Words{
		Add:    []string{"loyalty_number", "mother-maiden-name"},
		Remove: []string{"token", "account_number"},
	}})
	for name, want := range map[string]naming.Class{
		"loyaltyNumber":          naming.Custom,
		"customerLoyaltyNumbers": naming.Custom,
		"motherMaidenName":       naming.Custom,
		"token":                  naming.None,
		"accountNumber":          naming.None,
		"accessToken":            naming.Secret,
		"password":               naming.Secret,
	} {
		if got := n.Class(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for name, want := range map[string]string{
		"cardPAN":       "card pan",
		"CVV2":          "cvv2",
		"userAPIKey":    "user api key",
		"PANNumber":     "pan number",
		"PANs":          "pans",
		"userIDsByName": "user ids by name",
		"card[number]":  "card number",
		"X-Api-Key":     "x api key",
		"track2Data":    "track2 data",
		"SHA256Sum":     "sha256 sum",
		"OAuthToken":    "oauth token",
		"3DSVersion":    "3ds version",
		"":              "",
		"__":            "",
		"éTokenÜber":    "é token über",
	} {
		if got := naming.Words(name); strings.Join(got, " ") != want {
			t.Errorf("Words(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestClassTexts(t *testing.T) {
	seen := map[string]bool{}
	for c := naming.PAN; c <= naming.Custom; c++ {
		if c.String() == "" || seen[c.String()] || c.Instead() == "" {
			t.Errorf("class %d: name %q, instead %q", c, c.String(), c.Instead())
		}
		seen[c.String()] = true
	}
	if !slices.Contains([]bool{naming.PAN.Cardholder()}, true) || naming.Secret.Cardholder() {
		t.Error("card data is PAN, not credentials")
	}
}
