// Package dynamodb is a stub.
package dynamodb

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

type (
	// Client sends.
	Client struct{}
	// Options are the client's.
	Options struct{}
	// TransactWriteItemsInput is what is written.
	TransactWriteItemsInput struct {
		TransactItems      []types.TransactWriteItem
		ClientRequestToken *string
	}
	// TransactWriteItemsOutput is the answer.
	TransactWriteItemsOutput struct{}
)

// TransactWriteItems writes.
func (c *Client) TransactWriteItems(ctx context.Context, in *TransactWriteItemsInput, opts ...func(*Options)) (*TransactWriteItemsOutput, error) {
	return nil, nil
}
