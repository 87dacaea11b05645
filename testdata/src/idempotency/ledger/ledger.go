// Package ledger books in DynamoDB.
package ledger

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

func transfer(ctx context.Context, c *dynamodb.Client, items []types.TransactWriteItem) error {
	_, err := c.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: items}) // want `TransactWriteItems is sent without an idempotency key`
	return err
}

func transferOnce(ctx context.Context, c *dynamodb.Client, items []types.TransactWriteItem, id string) error {
	_, err := c.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: items, ClientRequestToken: &id})
	return err
}

func run(ctx context.Context, c *dynamodb.Client, in *dynamodb.TransactWriteItemsInput) error {
	_, err := c.TransactWriteItems(ctx, in)
	return err
}
