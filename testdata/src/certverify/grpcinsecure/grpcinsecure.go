// Package grpcinsecure dials without TLS.
package grpcinsecure

import (
	"context"
	"crypto/tls"
	"fmt"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
)

func ledger() (*grpc.ClientConn, error) {
	return grpc.NewClient("ledger.provider.io:443",
		grpc.WithTransportCredentials(insecure.NewCredentials())) // want `connection to ledger.provider.io:443 is not encrypted.*; .* \[COM-2\]`
}

func old() (*grpc.ClientConn, error) {
	return grpc.Dial("ledger.provider.io:443", grpc.WithInsecure(), grpc.WithBlock()) // want `connection to ledger.provider.io:443 is not encrypted`
}

func configured(ctx context.Context, target string) (*grpc.ClientConn, error) {
	return grpc.DialContext(ctx, target, grpc.WithTransportCredentials(insecure.NewCredentials())) // want `connection to target is not encrypted`
}

func optionList(target string) (*grpc.ClientConn, error) {
	opts := []grpc.DialOption{
		grpc.WithBlock(),
		grpc.WithTransportCredentials(insecure.NewCredentials()), // want `connection to target is not encrypted`
	}
	return grpc.NewClient(target, opts...)
}

func appended(target string) (*grpc.ClientConn, error) {
	var opts []grpc.DialOption
	opts = append(opts, grpc.WithInsecure()) // want `connection to target is not encrypted`
	return grpc.NewClient(target, opts...)
}

func loopback() (*grpc.ClientConn, error) {
	return grpc.NewClient("localhost:50051", grpc.WithTransportCredentials(insecure.NewCredentials()))
}

func loopbackAddress() (*grpc.ClientConn, error) {
	return grpc.Dial("127.0.0.1:50051", grpc.WithInsecure())
}

func socket() (*grpc.ClientConn, error) {
	return grpc.NewClient("unix:///run/ledger.sock", grpc.WithTransportCredentials(insecure.NewCredentials()))
}

func listOnLoopback() (*grpc.ClientConn, error) {
	opts := []grpc.DialOption{grpc.WithTransportCredentials(insecure.NewCredentials())}
	return grpc.NewClient("dns:///localhost:50051", opts...)
}

func encrypted(target string) (*grpc.ClientConn, error) {
	return grpc.NewClient(target, grpc.WithTransportCredentials(credentials.NewTLS(&tls.Config{})))
}

func formattedLoopback(port int) (*grpc.ClientConn, error) {
	return grpc.NewClient(fmt.Sprintf("localhost:%d", port), grpc.WithTransportCredentials(insecure.NewCredentials()))
}

func formattedRemote(port int) (*grpc.ClientConn, error) {
	return grpc.NewClient(fmt.Sprintf("ledger.acquirer.io:%d", port), grpc.WithTransportCredentials(insecure.NewCredentials())) // want `connection to ledger.acquirer.io:.* is not encrypted`
}
