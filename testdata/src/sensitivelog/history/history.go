// Package history reduces credential leaks of the past to what went wrong.
package history

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"

	"github.com/hashicorp/go-hclog"
	"k8s.io/klog/v2"
)

// CVE-2020-8563: a cloud provider's configuration, read from a file, was logged
// whole at verbosity 4.
type vsphereConfig struct {
	Global struct {
		User     string `gcfg:"user"`
		Password string `gcfg:"password"`
		Server   string
	}
	VirtualCenter map[string]*virtualCenter
}

type virtualCenter struct{ User, Password string }

func newController(cfg vsphereConfig) {
	klog.V(4).Infof("Initialized with config: %+v", cfg) // want `cfg with credential Global.Password`
	klog.V(4).Infof("Initialized for server %s", cfg.Global.Server)
}

// CVE-2020-8564: the content of a malformed docker config file was put into the
// message.
type dockerConfigEntry struct{ Username, Password, Email string }

func readDockerConfig(entries map[string]dockerConfigEntry, name string) error {
	klog.V(4).Infof("while trying to parse %s: %v", name, entries) // want `credential Password`
	return fmt.Errorf("unable to parse docker config %s", name)
}

// CVE-2019-11250 and CVE-2020-8565: bearer tokens in the headers of requests that
// a debugging round tripper logs.
type debuggingRoundTripper struct {
	next http.RoundTripper
}

func (rt *debuggingRoundTripper) RoundTrip(req *http.Request) (*http.Response, error) {
	if klog.V(8).Enabled() {
		klog.Infof("Request Headers:")
		for key, values := range req.Header {
			for _, value := range values {
				klog.Infof("    %s: %s", key, value) // want `header`
			}
		}
	}
	klog.Infof("%s %s", req.Method, req.URL.Path)
	return rt.next.RoundTrip(req)
}

// filtered leaves the authorization out.
func (rt *debuggingRoundTripper) filtered(req *http.Request) {
	for key, values := range req.Header {
		if key == "Authorization" {
			continue
		}
		klog.Infof("    %s: %v", key, values)
	}
}

// curl writes the request as a command line, headers included.
func (rt *debuggingRoundTripper) curl(req *http.Request) {
	var headers bytes.Buffer
	for key, values := range req.Header {
		for _, value := range values {
			fmt.Fprintf(&headers, " -H %q", fmt.Sprintf("%s: %s", key, value))
		}
	}
	klog.Infof("curl -X%s %s %s", req.Method, headers.String(), req.URL.Path) // want `header`
}

// CVE-2020-8566: the secret of a storage provisioner in its options and errors.
type rbdProvisioner struct{ adminID, adminSecret string }

func (p *rbdProvisioner) create(size int) error {
	klog.V(4).Infof("rbd: create size %d using id %s, key %s", size, p.adminID, p.adminSecret) // want `credential p.adminSecret`
	args := []string{"create", "--id", p.adminID, "--key=" + p.adminSecret}
	if size == 0 {
		return fmt.Errorf("failed to create rbd image, command %v", args) // want `credential`
	}
	return nil
}

// CVE-2024-6104: a retrying client logs URLs with the basic-auth password in them.
type retryClient struct{ logger hclog.Logger }

func (c *retryClient) get(host, user, password string) {
	u := &url.URL{Scheme: "https", Host: host, User: url.UserPassword(user, password)}
	c.logger.Debug("performing request", "method", "GET", "url", u)          // want `credential password`
	c.logger.Debug("performing request", "method", "GET", "url", u.String()) // want `credential password`
	c.logger.Debug("performing request", "method", "GET", "url", u.Redacted())
	c.logger.Debug("performing request", "method", "GET", "path", u.Path)
}
