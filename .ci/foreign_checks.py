"""The clients that talk to the Region, and how a check counts and prints what it saw."""

import datetime
import json
import sys
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1].rstrip("/")
REGION = "us-east-1"
passed = failed = 0


def client(service, region=REGION, **config):
    return boto3.client(
        service,
        endpoint_url=ENDPOINT,
        region_name=region,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"max_attempts": 0}, connect_timeout=5, read_timeout=20, **config),
    )


arc = client("arc-zonal-shift")
cloudwatch = client("cloudwatch")
autoscaling = client("autoscaling")
ec2 = client("ec2")
sns = client("sns")
events = client("events")


def check(name, holds, seen=""):
    global passed, failed
    if holds:
        passed += 1
        print(f"ok      {name}")
    else:
        failed += 1
        print(f"FAILED  {name}: {seen!r}")


def part(run):
    """Runs one part; what it throws is one failed check, and the next part goes on."""
    try:
        return run()
    except Exception as error:  # noqa: BLE001 - any failure is a result here
        check(f"{run.__name__} runs to its end", False, error)
        return None


def error_of(call, **arguments):
    try:
        answer = call(**arguments)
    except ClientError as error:
        response = error.response
        return {**response, "code": response["Error"]["Code"], "status": response["ResponseMetadata"]["HTTPStatusCode"]}
    return {"code": None, "status": 200, "answer": answer}


def check_error(name, codes, call, **arguments):
    error = error_of(call, **arguments)
    check(f"{name} is {' or '.join(codes)}", error["code"] in codes, error)
    return error


def pages(paginated, operation, key, page_size, **arguments):
    """All items, read in pages of the given size, and how many pages that took."""
    paginator = paginated.get_paginator(operation)
    found = list(paginator.paginate(PaginationConfig={"PageSize": page_size}, **arguments))
    return [item for page in found for item in page[key]], len(found)


def is_instant(value):
    return isinstance(value, datetime.datetime) and value.tzinfo is not None


def region_state():
    with urllib.request.urlopen(f"{ENDPOINT}/_region/state") as response:
        return json.load(response)
