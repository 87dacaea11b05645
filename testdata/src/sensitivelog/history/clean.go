package history

import (
	"net/http"

	"k8s.io/klog/v2"
)

func controller(cfg vsphereConfig) {
	klog.V(4).Infof("Initialized for %s as %s", cfg.Global.Server, cfg.Global.User)
	for name, vc := range cfg.VirtualCenter {
		klog.V(4).Infof("center %s as %s, password set: %t", name, vc.User, vc.Password != "")
	}
}

func docker(entries map[string]dockerConfigEntry) {
	for host, e := range entries {
		klog.V(4).Infof("%s as %s", host, e.Username)
	}
}

func tripper(req *http.Request) {
	klog.Infof("%s %s %d headers", req.Method, req.URL.Path, len(req.Header))
	for key := range req.Header {
		klog.Infof("    %s", key)
	}
}

func (p *rbdProvisioner) remove(size int) {
	klog.V(4).Infof("rbd: remove size %d using id %s", size, p.adminID)
}
