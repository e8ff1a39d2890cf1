"""Puts events on a bus, and prints as JSON what a rule delivers of them.

Usage: deliver.py RULE < events.json. moto fails at targets that are functions: so the pattern of the deployed rule is put on a rule of
another bus, whose target is a queue. Bus, rule and queue exist for as long as this takes.
"""

import json
import os
import sys

import boto3

NAME = "deliver"


def client(service):
    return boto3.client(service, endpoint_url=os.environ["AWS_ENDPOINT_URL"])


def entry_of(event):
    return {
        "EventBusName": NAME,
        "Source": event["source"],
        "DetailType": event["detail-type"],
        "Resources": event["resources"],
        "Time": event["time"],
        "Detail": json.dumps(event["detail"]),
    }


def received(url):
    messages = []
    while batch := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
        messages += [json.loads(message["Body"]) for message in batch]
    return messages


events, sqs = client("events"), client("sqs")
deployed = events.describe_rule(Name=sys.argv[1])
queue = sqs.create_queue(QueueName=NAME)["QueueUrl"]
arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
events.create_event_bus(Name=NAME)
events.put_rule(Name=NAME, EventBusName=NAME, EventPattern=deployed["EventPattern"], State=deployed["State"])
events.put_targets(Rule=NAME, EventBusName=NAME, Targets=[{"Id": NAME, "Arn": arn}])
put = events.put_events(Entries=[entry_of(event) for event in json.load(sys.stdin)])
if put["FailedEntryCount"]:
    raise SystemExit(f"the bus refused events: {put}")
print(json.dumps(received(queue)))
events.remove_targets(Rule=NAME, EventBusName=NAME, Ids=[NAME])
events.delete_rule(Name=NAME, EventBusName=NAME)
events.delete_event_bus(Name=NAME)
sqs.delete_queue(QueueUrl=queue)
