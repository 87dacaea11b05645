package naming

// Words that turn a sensitive word into something else. Fact base, section 7.2.

// tailAnywhere cancels a match when it is the last word of the name: the head
// noun says that the name is about the value, not the value.
var tailAnywhere = set(`
	name names id ids uid uuid type types kind url uri urls link endpoint path paths file filename filepath dir folder header headers field
	fields column columns label labels title hint placeholder prompt message msg error errors err status state result results
	response check checks count counts counter length len size sizes ttl expiry expires expiration lifetime duration
	at time date age timeout interval limit limits usage quota budget policy policies rule rules regex regexp re pattern
	format version versions required enabled disabled optional exists present set valid validity invalid verified matched match
	changed updated created expired used revoked strength score level index idx position pos offset
	hash hashed digest checksum fingerprint thumbprint mask masked redacted obfuscated encrypted ciphertext cipher
	last4 lastfour last suffix prefix bin iin brand scheme network issuer country arn ref reference refs selector
	provider manager store storage service client handler helper factory builder generator resolver source
	validator verifier parser encoder decoder scanner lexer reader writer loader fetcher cache repo repository config configs conf
	options opts settings params request req func fn callback hook middleware algorithm alg bits env var envvar
	variable flag arg key keys page bucket symbol address decimals price balance supply owner issued
	total per cost costs rate mode entry exceeded blocked
	permission permissions scope scopes action event events button form view screen dialog modal
	template tag tags model table row group role roles user attempts retries tries failures
	use uses banner banners channel channels sender recipient recipients
	method methods claims metadata info summary stats namespace audience subject realm
	description desc category class code codes enum rotation reset recovery change
	account accounts session params max min log logs weight weights score scores ratio distance similarity threshold boost`)

// nextWord cancels a match when it follows at once.
var nextWord = set(`
	reset policy forgot min max manager store ref reference selector type types url uri endpoint header header field expiry expires
	expiration expired ttl limit usage count name path id version service provider bucket source changed hint hash hashed hasher
	hashing protected less last4 lastfour last suffix prefix result results check status response required tries entry
	exceeded blocked mode bin fingerprint header length len size format valid validity validation validator
	parser generator rotation lifetime duration refresher refresh tokenizer index position bot
	samesite same httponly secure domain maxage
	present pass passed fail failed bearing based auth authenticated authentication grant`)

// prevWord cancels a match when it stands directly before it.
var prevWord = set(`
	public publishable pub page next nextpage prev previous continuation cancel cancellation csrf xsrf sync input output
	prompt completion cached total max min num number reasoning ast lexer lex device push fcm apns masked mask
	stop start resume fencing eos bos special sub watch delta since
	hashed truncated redacted obfuscated sanitized missing empty valid invalid incorrect wrong bad no without
	require requires need needs verify verifies validate validates check checks is has have can should allow enable disable
	err error hash hashes hide show toggle checkout unread fake dummy cancel delim separator comma
	shipping tracking cert gpio ping erc20 nft lp reward governance native base quote wrapped symbol crypto
	skip skipped ignore ignored count`)

// askFor are verbs that are about getting a new password, not about one; a reset
// token is a credential all the same.
var askFor = set("forgot forget reset change update recover")

// headAnywhere cancels a match when it is the first word of the name.
var headAnywhere = set(`
	err errors is has have had can should must needs requires require allow allows enable enables disable disables supports
	valid invalid incorrect missing wrong masked redacted truncated hashed obfuscated sanitized safe max min num count total
	last4 lastfour encrypted publishable public fake dummy validate verify check checks
	with expose exposes hide show reveal skip ignore`)

// lookalikeSpans are joined words that are never sensitive, and cancel every
// match that they overlap.
var lookalikeSpans = set(`
	tokentype tokencount totaltokens maxtokens prompttokens completiontokens inputtokens outputtokens cachedtokens
	tokenlimit tokenusage tokenizer tokenize tokenized tokenization nexttoken pagetoken nextpagetoken
	continuationtoken cursortoken csrftoken xsrftoken synctoken devicetoken tokenbucket cancellationtoken publishabletoken
	passwordpolicy passwordreset forgotpassword secretname secretref secretid secretsmanager secretmanager publickey
	publishablekey pubkey primarykey foreignkey partitionkey sortkey cachekey routingkey objectkey mapkey idempotencykey
	apikeyid accesskeyid keyid privatekeyid cvvresult cvccheck cvcresult cvvcheck cvctoken cvvtoken avscvv avsandcvv
	cardbrand cardtype cardscheme cardnetwork cardfunding cardissuer cardcountry cardid cardholderid cardfingerprint
	maskedpan truncatedpan panentry panentrymode pansuffix panfingerprint cardpresent cardart cardonfile
	giftcard ratecard scorecard dashcard panx pany panleft panright panzoom zoompan zoomandpan pantilt pinrequired pintries
	pintry invalidpin pinblocked certpin offlinepin mobilepinrequired pincode postalpin areapin pinnumber pinmode piname
	gpiopin trackingnumber trackingid trackingtoken magneticstripetrack2 checkoutsession offsession sessiontimeout
	checkoutsessionid paymentsessionid stripesessionid uploadsessionid basispin
	authtype authurl authmethod authenabled unauthorized authorizationurl authorizedamount authorizationid authcode
	approvalcode authorizationcode authorizationstatus authorizationamount authorizationresponse accountid accountname accounttype accountlast4 accountstatus
	serviceaccountname signatureheader cookiename cookiedomain cookiepath cookiejar cookieconsent cookiepolicy tokenname
	securitycoderesult cvcresultraw nonsecret secretservice secretprovider secretversion secretpath secretarn
	accountnumbertype bearerformat jwtissuer jwtaudience cryptotoken tokensymbol tokenaddress tokencontract tokenmint
	tokenpair tokenamount tokendecimals tokenprice secretsanta topsecretlevel securitytoken0
	virtualaccountno virtualaccountnumber virtualaccountnum certificatepem certpem capem publicpem chainpem cacertpem clientcertpem pinned pinning swipeleft swiperight errortoken expectedtoken unexpectedtoken currenttoken stringtoken idtokenhint
	passwordless passwordlogin passwordmode passworddb`)
