package provider

import (
	"net/netip"
	"regexp"
	"slices"
	"strings"
)

// Reach says how far away a host is: what plain HTTP to it exposes.
type Reach int

const (
	// Public is any other host.
	Public Reach = iota
	// Loopback is this machine: localhost, 127.0.0.0/8, ::1, 0.0.0.0.
	Loopback
	// Local is resolved inside one network only: a single label, .local, .test,
	// .internal, .svc and the like (RFC 6761, RFC 6762, Kubernetes, Docker).
	Local
	// Private is an address of RFC 1918, RFC 4193, RFC 6598 or link-local.
	Private
	// Documentation is a host or address reserved for examples (RFC 2606,
	// RFC 5737, RFC 3849), or an obvious placeholder.
	Documentation
)

// ReachOf classifies a host; a port and upper case do not matter.
func ReachOf(host string) Reach {
	host = Normalize(host)
	if addr, err := netip.ParseAddr(host); err == nil {
		return addrReach(addr.Unmap())
	}
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || host == "localhost.localdomain" {
		return Loopback
	}
	for _, s := range []string{"example", "invalid", "example.com", "example.org", "example.net", "example.edu"} {
		if host == s || strings.HasSuffix(host, "."+s) {
			return Documentation
		}
	}
	if placeholderHost.MatchString(host) {
		return Documentation
	}
	if !strings.Contains(host, ".") {
		return Local // a single label, or nothing
	}
	top := host[strings.LastIndexByte(host, '.')+1:]
	if slices.Contains(localTop, top) || strings.HasSuffix(host, ".home.arpa") {
		return Local
	}
	return Public
}

// localTop are top-level names that the public DNS never resolves.
var localTop = []string{"local", "test", "internal", "svc", "lan", "home", "corp", "intranet", "cluster", "docker", "consul", "localdomain", "private"}

// placeholderHost is what people write for "your host here".
var placeholderHost = regexp.MustCompile(`^(.*\.)?(your[-_]?(domain|site|host|server|company|app|api|shop|store|url)|(my|some)(-|_)?(domain|site|host|server|company))[-_a-z]*\.[a-z.]+$|^(.*\.)?(domain|website|yoursite|mysite)\.(com|tld|net|org)$`)

func addrReach(a netip.Addr) Reach {
	switch {
	case a.IsLoopback() || a.IsUnspecified():
		return Loopback
	case a.IsPrivate() || a.IsLinkLocalUnicast() || cgnat.Contains(a):
		return Private
	}
	for _, p := range documentationNets {
		if p.Contains(a) {
			return Documentation
		}
	}
	return Public
}

var (
	cgnat             = netip.MustParsePrefix("100.64.0.0/10")
	documentationNets = []netip.Prefix{
		netip.MustParsePrefix("192.0.2.0/24"),
		netip.MustParsePrefix("198.51.100.0/24"),
		netip.MustParsePrefix("203.0.113.0/24"),
		netip.MustParsePrefix("2001:db8::/32"),
	}
)

// IsLocalHost reports whether traffic to host stays on this machine or inside
// one network by name, or the host exists in documentation only. Private
// addresses are not local: what runs there is unknown (see [ReachOf]).
func IsLocalHost(host string) bool {
	switch ReachOf(host) {
	case Loopback, Local, Documentation:
		return true
	}
	return false
}

// IsNonPaymentHost reports whether host belongs to a service that is known and
// has nothing to do with payments: chat, mail, telemetry, metrics, maps, code.
// Traffic there is out of payment context wherever it is sent from.
func IsNonPaymentHost(host string) bool {
	host = Normalize(host)
	for rest := host; rest != ""; {
		if nonPaymentHosts[rest] {
			return true
		}
		_, tail, ok := strings.Cut(rest, ".")
		if !ok {
			break
		}
		rest = tail
	}
	return false
}

var nonPaymentHosts = func() map[string]bool {
	m := make(map[string]bool)
	for _, h := range strings.Fields(`
		slack.com hooks.slack.com discord.com discordapp.com api.telegram.org webhook.office.com
		outlook.office.com graph.microsoft.com api.line.me notify-api.line.me open.feishu.cn open.larksuite.com
		oapi.dingtalk.com qyapi.weixin.qq.com graph.facebook.com api.whatsapp.com api.zoom.us
		chat.googleapis.com pushover.net api.pushbullet.com ntfy.sh exp.host fcm.googleapis.com
		onesignal.com api.push.apple.com
		sendgrid.com mailgun.net mailgun.org postmarkapp.com api.mailjet.com mandrillapp.com
		api.resend.com api.brevo.com api.sendinblue.com api.sparkpost.com mailchimp.com
		twilio.com api.nexmo.com api.messagebird.com rest.nexmo.com api.vonage.com api.infobip.com
		sentry.io ingest.sentry.io datadoghq.com datadoghq.eu newrelic.com nr-data.net honeycomb.io
		bugsnag.com rollbar.com logz.io loggly.com papertrailapp.com grafana.net grafana.com
		segment.io segment.com mixpanel.com amplitude.com posthog.com google-analytics.com
		analytics.google.com pagerduty.com opsgenie.com statuspage.io uptimerobot.com
		api.intercom.io api.hubapi.com zendesk.com freshdesk.com api.customer.io
		github.com api.github.com gitlab.com bitbucket.org atlassian.net api.trello.com
		api.openai.com api.anthropic.com generativelanguage.googleapis.com
		maps.googleapis.com nominatim.openstreetmap.org ipinfo.io ipapi.co ip-api.com api.ipify.org
		oauth2.googleapis.com www.googleapis.com accounts.google.com recaptcha.net www.google.com
		challenges.cloudflare.com api.cloudflare.com hcaptcha.com`) {
		m[h] = true
	}
	return m
}()
