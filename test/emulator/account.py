"""Prints everything that a stack of the responder can leave in the emulator's account, as JSON.

The endpoint and the credentials come from the environment, as for any client.
"""

import json
import os

import boto3


def client(service):
    return boto3.client(service, endpoint_url=os.environ["AWS_ENDPOINT_URL"])


functions, events, iam = client("lambda"), client("events"), client("iam")


def function_of(name):
    found = functions.get_function(FunctionName=name)
    configuration = found["Configuration"]
    kept = ("Runtime", "Handler", "MemorySize", "Timeout", "CodeSha256", "CodeSize", "Description", "Role", "FunctionArn")
    return {
        **{key: configuration[key] for key in kept},
        "Environment": configuration["Environment"]["Variables"],
        "CodeKey": found["Code"]["Location"].split("/")[-1],
        "ReservedConcurrency": found.get("Concurrency", {}).get("ReservedConcurrentExecutions"),
        "Invokers": invokers_of(name),
    }


def invokers_of(name):
    statements = json.loads(functions.get_policy(FunctionName=name)["Policy"])["Statement"]
    return [[s["Principal"]["Service"], s["Action"], s["Condition"]["ArnLike"]["AWS:SourceArn"]] for s in statements]


def rule_of(name):
    rule = events.describe_rule(Name=name)
    return {
        "State": rule["State"],
        "EventPattern": json.loads(rule["EventPattern"]) if rule.get("EventPattern") else None,
        "ScheduleExpression": rule.get("ScheduleExpression"),
        "Targets": [target["Arn"] for target in events.list_targets_by_rule(Rule=name)["Targets"]],
    }


def documents_of(role):
    inline = iam.list_role_policies(RoleName=role)["PolicyNames"]
    attached = iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]
    managed = [iam.get_policy(PolicyArn=policy["PolicyArn"])["Policy"] for policy in attached]
    return [
        *(iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"] for name in inline),
        *(iam.get_policy_version(PolicyArn=p["Arn"], VersionId=p["DefaultVersionId"])["PolicyVersion"]["Document"] for p in managed),
    ]


def role_of(role):
    return {
        "TrustedServices": [s["Principal"]["Service"] for s in role["AssumeRolePolicyDocument"]["Statement"]],
        "Statements": [statement for document in documents_of(role["RoleName"]) for statement in document["Statement"]],
    }


def alarms():
    found = client("cloudwatch").describe_alarms(AlarmTypes=["CompositeAlarm", "MetricAlarm"])
    return {"metric": found["MetricAlarms"], "composite": found["CompositeAlarms"]}


def stack_of(stack):
    return {"Status": stack["StackStatus"], "Outputs": {o["OutputKey"]: o["OutputValue"] for o in stack.get("Outputs", [])}}


def names(answer, key, name):
    return sorted(item[name] for item in answer.get(key, []))


account = {
    "stacks": {s["StackName"]: stack_of(s) for s in client("cloudformation").describe_stacks()["Stacks"]},
    "functions": {f["FunctionName"]: function_of(f["FunctionName"]) for f in functions.list_functions()["Functions"]},
    "rules": {r["Name"]: rule_of(r["Name"]) for r in events.list_rules()["Rules"]},
    "roles": {r["RoleName"]: role_of(r) for r in iam.list_roles()["Roles"]},
    "managedPolicies": names(iam.list_policies(Scope="Local"), "Policies", "PolicyName"),
    "topics": names(client("sns").list_topics(), "Topics", "TopicArn"),
    "queues": sorted(client("sqs").list_queues().get("QueueUrls", [])),
    "keys": names(client("kms").list_keys(), "Keys", "KeyId"),
    "logGroups": names(client("logs").describe_log_groups(), "logGroups", "logGroupName"),
    "dashboards": names(client("cloudwatch").list_dashboards(), "DashboardEntries", "DashboardName"),
    "alarms": alarms(),
}
print(json.dumps(account, default=str))
