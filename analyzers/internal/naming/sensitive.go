package naming

// sensitiveTerms maps each class to the word sequences that stand for it, in
// joined form: "cardnumber" is cardNumber, card_number, CARD-NUMBER and
// cardnumber. Fact base, section 7.1.
var sensitiveTerms = map[Class]string{
	PAN: `pan fpan dpan cardnumber cardno cardnr cardnum cardpan ccnumber ccnum ccno creditcard creditcardnumber
		creditcardno creditcardnum debitcard debitcardnumber debitcardno primaryaccountnumber primaryaccountno accountpan
		fullpan rawpan clearpan plainpan kartennummer kreditkartennummer numerocartao numerotarjeta numerotarjetacredito
		cardaccountnumber paymentcardnumber virtualcardnumber`,
	CVV: `cvv cvv2 cvc cvc2 cav2 csc cvn cvn2 cvvcode cvccode securitycode cardsecuritycode cardverificationvalue
		cardverificationcode cardverificationnumber cardcode icvv dcvv cardcvv cardcvc cardcid cid verificationvalue`,
	PIN: `pin pinblock encryptedpin encryptedpinblock cardpin pinoffset pvv pvki pindata onlinepin transactionpin
		pinverificationvalue ksn`,
	Track: `track1 track2 track3 trackdata track1data track2data track3data trackone tracktwo trackonedata tracktwodata
		magstripe magstripedata magneticstripe swipedata emvdata iccdata icctagdata emvtlv equivalenttrack
		track2equivalent cardtrack cardtrackdata tlv`,
	CardDetail: `expiry expirydate expirymonth expiryyear expmonth expyear expdate expirationdate expirationmonth
		expirationyear cardexpiry cardexp cardexpirydate cardexpmonth cardexpyear cardexpirymonth cardexpiryyear validthru
		validuntil cardholder cardholdername holdername nameoncard cardname cardowner servicecode`,
	Cryptogram: `cavv aav ucaf tavv cryptogram authenticationvalue networktokencryptogram onlinepaymentcryptogram
		applepaytoken applepaypaymenttoken googlepaytoken googlepaymenttoken signedmessage arqc xid`,
	BankAccount: `iban bban accountnumber accountno accountnum acctno acctnum acctnumber bankaccountnumber bankaccountno
		bankaccountnum clabe pixkey vpa upiid achaccount achaccountnumber beneficiaryaccountnumber`,
	Secret: `password passwd pwd passwort passphrase secret clientsecret apisecret appsecret sharedsecret webhooksecret
		signingsecret signingkey signkey hmackey hmacsecret mackey encryptionkey decryptionkey encryptkey masterkey apikey
		secretkey privatekey privkey accesskey secretaccesskey serverkey merchantkey merchantsecret transactionkey
		integrationkey sharedkey sessionkey authkey jwtkey jwtsecret aeskey deskey tripledeskey rsakey webhookkey
		accountkey storagekey keypassword token accesstoken authtoken refreshtoken idtoken bearer bearertoken jwt
		sessiontoken sessionid phpsessid jsessionid cookie authorization credential basicauth pem privatepem keypem keystorepassword
		passwordsalt transactionsignature formcontext dsn databaseurl databasedsn connectionstring connstring connstr
		apitoken bottoken serviceaccountjson serviceaccountkey secretvalue sessioncookie seedphrase mnemonic
		recoveryphrase passkey dbpass mysqlpass postgrespass pgpass redispass mongopass smtppass userpass adminpass rootpass`,
	AuthCode: `otp totp totpsecret hotp mfacode mfatoken twofactorcode otpcode onetimecode onetimepassword onetimepasscode
		verificationcode smscode recoverycode backupcode passcode oauthcode logincode`,
	StoredToken: `cardtoken paymentmethodtoken oneclicktoken recurringtoken mandatetoken networktoken
		paymentmethodnonce paymentnonce cardnonce paymenttoken billingtoken registrationtoken storedcardtoken`,
	PII: `ssn socialsecuritynumber socialsecurityno socialsecurity nif nie cpf taxid taxidentificationnumber
		passportnumber passportno nationalid nationalidnumber aadhaar aadhaarnumber aadhar pannumber panno nppan nino curp
		rut dob dateofbirth birthdate driverlicense driverslicense drivinglicense driverlicensenumber idcardnumber`,
}

// weak are terms that mean something else too and count only when one of the
// listed words is in the same name or in its owner's.
var weak = map[string]map[string]bool{
	"cid":               set("card cards creditcard amex cvv"),
	"ksn":               set("dukpt pin track card"),
	"xid":               set("3ds threeds cavv eci secure"),
	"tlv":               set("emv icc chip card"),
	"verificationvalue": set("card cvv"),
	"servicecode":       set("card track"),
	"validuntil":        set("card"),
	"holdername":        set("card"),
	"registrationtoken": set("card payment"),
	"sessionid":         set("user login auth cookie web sso account admin http"),
	"dsn":               set("db database sql mysql postgres postgresql pg mongo redis conn connection source"),
	"pem":               set("private key rsa ec"),
}

// ownedTerm are short field names that are complete only with the words of the
// type (or field, or variable) that owns them: the number of a card.
type ownedTerm struct {
	class Class
	owner map[string]bool // a span of the owner's name
	not   map[string]bool // words that make the owner something else
	terms map[string]bool // the whole field name, joined
}

var (
	cardOwner = set("card cards creditcard debitcard carddata carddetails cardinfo paymentcard bankcard ccard cc")
	notCard   = set(`gift sim rate score loyalty trello business wild id identity memory sd graphics network report post
		result response brand token masked truncated member membership ui component dashboard`)
)

var ownedTerms = []ownedTerm{
	{PAN, cardOwner, notCard, set("number no num nr fullnumber rawnumber plainnumber")},
	{CVV, cardOwner, notCard, set("code cid securitynumber verification verificationvalue cvx")},
	{CardDetail, cardOwner, notCard, set("holder holdername name owner expires month year exp expiration")},
	{Track, cardOwner, notCard, set("track swipe tlv")},
	{BankAccount, set("bankaccount bank iban ach sepa bankdetails"), set("code branch list"), set("number no num accountnumber account accountno")},
	{
		Secret, set("secret password apikey credential credentials creds jwt accesstoken refreshtoken authtoken apitoken sessiontoken privatekey"),
		set("type policy usage count limit bucket reference ref selector request template"), set("value raw plain plaintext data key string text"),
	},
	{AuthCode, set("otp totp"), set("request"), set("code value")},
}
