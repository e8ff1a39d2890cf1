"""Talks to a running Region with boto3 and checks that both mean the same by AWS's protocols.

Usage: foreign-client.py http://127.0.0.1:4599
"""

import datetime
import json
import sys
import urllib.request

import boto3
import botocore
from botocore import UNSIGNED
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


def read_alarms():
    arguments = {"AlarmTypes": ["CompositeAlarm", "MetricAlarm"]}
    answer = cloudwatch.describe_alarms(MaxRecords=100, **arguments)
    metric, composite = answer["MetricAlarms"], answer["CompositeAlarms"]
    check("metric and composite alarms are read", metric and composite, answer)
    alarms = metric + composite
    check("alarm states are known words", {a["StateValue"] for a in alarms} <= {"OK", "ALARM", "INSUFFICIENT_DATA"}, alarms)
    check("alarm times are instants", all(is_instant(a["StateUpdatedTimestamp"]) for a in alarms), alarms)
    check("only metric alarms come without types", not cloudwatch.describe_alarms().get("CompositeAlarms"))
    names = [composite[0]["AlarmName"]]
    by_name = cloudwatch.describe_alarms(AlarmNames=names, **arguments)["CompositeAlarms"]
    check("an alarm is found by its name", [a["AlarmName"] for a in by_name] == names, by_name)
    paginator = cloudwatch.get_paginator("describe_alarms")
    read = [
        alarm["AlarmName"]
        for page in paginator.paginate(PaginationConfig={"PageSize": 2}, **arguments)
        for alarm in page.get("MetricAlarms", []) + page.get("CompositeAlarms", [])
    ]
    check("alarms are the same in pages of two", sorted(read) == sorted(a["AlarmName"] for a in alarms), read)
    check_error("a next token of nobody's", ["InvalidNextToken"], cloudwatch.describe_alarms, NextToken="nobody's")


def set_alarm_state():
    name = cloudwatch.describe_alarms()["MetricAlarms"][0]["AlarmName"]
    for _ in range(3):  # the alarm's own evaluation, once a minute, may come between the two calls
        cloudwatch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason='a "test" & more')
        alarm = cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"][0]
        if alarm["StateValue"] == "ALARM":
            break
    check("an alarm's state can be set", alarm["StateReason"] == 'a "test" & more', alarm)
    unknown = {"AlarmName": "nobody's", "StateValue": "OK", "StateReason": "test"}
    check_error("setting the state of an unknown alarm", ["ResourceNotFound"], cloudwatch.set_alarm_state, **unknown)


def metric_of(alarm):
    if alarm.get("Metrics"):
        return next(query["MetricStat"]["Metric"] for query in alarm["Metrics"] if "MetricStat" in query)
    return {key: alarm[key] for key in ("Namespace", "MetricName", "Dimensions")}


def read_metric_data():
    metric = metric_of(cloudwatch.describe_alarms()["MetricAlarms"][0])
    end = datetime.datetime.fromisoformat(region_state()["now"].replace("Z", "+00:00"))
    window = {"StartTime": end - datetime.timedelta(minutes=30), "EndTime": end}
    stat = {"Metric": metric, "Period": 60, "Stat": "SampleCount"}
    queries = [
        {"Id": "m1", "MetricStat": stat, "ReturnData": True},
        {"Id": "e1", "Expression": "m1 / 2", "ReturnData": True},
    ]
    results = {r["Id"]: r for r in cloudwatch.get_metric_data(MetricDataQueries=queries, **window)["MetricDataResults"]}
    m1, e1 = results["m1"], results["e1"]
    check("metric data is complete", m1["StatusCode"] == "Complete" and len(m1["Values"]) > 10, m1)
    check("metric values are numbers, times are instants", all(v >= 0 for v in m1["Values"]) and all(map(is_instant, m1["Timestamps"])), m1)
    inside = all(window["StartTime"] - datetime.timedelta(minutes=1) <= t < window["EndTime"] for t in m1["Timestamps"])
    check("metric times lie within the window", inside, m1)
    halves = {time: value / 2 for time, value in zip(m1["Timestamps"], m1["Values"])}
    check("metric math halves the metric", dict(zip(e1["Timestamps"], e1["Values"])) == halves, (m1, e1))


def read_odd_metrics():
    end = datetime.datetime.fromisoformat(region_state()["now"].replace("Z", "+00:00"))
    window = {"StartTime": end - datetime.timedelta(minutes=5), "EndTime": end}
    data = [{"MetricName": "Latency", "Timestamp": end - datetime.timedelta(minutes=2), "Values": [0.4, 0.5, 2.0], "Counts": [5, 3, 2]}]
    cloudwatch.put_metric_data(Namespace="test", MetricData=data)
    stat = {"Metric": {"Namespace": "test", "MetricName": "Latency"}, "Period": 300, "Stat": "PR(0.5:)"}
    queries = [
        {"Id": "rank", "MetricStat": stat},
        {"Id": "rule", "Expression": 'INSIGHT_RULE_METRIC("nobody\'s", UniqueContributors)', "Period": 60},
    ]
    rank, rule = cloudwatch.get_metric_data(MetricDataQueries=queries, **window)["MetricDataResults"]
    check("a percentile rank leaves its lower bound out", rank["Values"] == [20.0], rank)
    check("a rule that found nothing has no points", (rule["StatusCode"], rule["Values"]) == ("Complete", []), rule)
    reserved = {"Namespace": "AWS/ApplicationELB", "MetricData": [{"MetricName": "RequestCount", "Value": 1.0}]}
    invalid = ["InvalidParameterValue", "InvalidParameterValueException"]
    check_error("publishing under AWS/", invalid, cloudwatch.put_metric_data, **reserved)


def suppress_and_mute():
    child, suppressor = (a["AlarmName"] for a in cloudwatch.describe_alarms(MaxRecords=2)["MetricAlarms"])
    rule = {"AlarmName": "test suppressed", "AlarmRule": f'ALARM("{child}") OR TRUE'}
    periods = {"ActionsSuppressorWaitPeriod": 120, "ActionsSuppressorExtensionPeriod": 180}
    cloudwatch.put_composite_alarm(**rule, ActionsSuppressor=suppressor, **periods)
    cloudwatch.set_alarm_state(AlarmName=suppressor, StateValue="ALARM", StateReason="test")
    read = {"AlarmNames": [rule["AlarmName"]], "AlarmTypes": ["CompositeAlarm"]}
    alarm = cloudwatch.describe_alarms(**read)["CompositeAlarms"][0]
    suppressed = (alarm.get("ActionsSuppressedBy"), alarm.get("ActionsSuppressedReason"))
    check("a suppressor in ALARM suppresses", suppressed == ("Alarm", "Actions suppressed by Alarm"), alarm)
    cloudwatch.delete_alarms(AlarmNames=[rule["AlarmName"]])
    if hasattr(cloudwatch, "put_alarm_mute_rule"):
        schedule = {"Expression": "at(2026-01-01T10:00)", "Duration": "PT2H"}
        cloudwatch.put_alarm_mute_rule(Name="test", Rule={"Schedule": schedule}, MuteTargets={"AlarmNames": [child]})
        cloudwatch.delete_alarm_mute_rule(AlarmMuteRuleName="test")
        check_error("deleting a mute rule again", ["ResourceNotFound"], cloudwatch.delete_alarm_mute_rule, AlarmMuteRuleName="test")


def read_launch_health():
    name = autoscaling.describe_auto_scaling_groups()["AutoScalingGroups"][0]["AutoScalingGroupName"]
    group = autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]
    check("a group has its distribution", group["AvailabilityZoneDistribution"]["CapacityDistributionStrategy"] == "balanced-best-effort", group)
    check("a group without a warm pool shows none", "WarmPoolConfiguration" not in group, group)
    refreshes = autoscaling.describe_instance_refreshes(AutoScalingGroupName=name)["InstanceRefreshes"]
    check("no instance refresh is under way", refreshes == [], refreshes)
    autoscaling.update_auto_scaling_group(AutoScalingGroupName=name, DesiredCapacity=group["DesiredCapacity"] + 2)
    body = json.dumps({"minutes": 10}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{ENDPOINT}/_region/advance", data=body)).close()
    activities, _ = pages(autoscaling, "describe_scaling_activities", "Activities", 1, AutoScalingGroupName=name)
    launches = [a for a in activities if a["Description"].startswith("Launching")]
    check("launches are among the activities", len(launches) >= 2 and all(a["StatusCode"] for a in launches), activities)
    starts = [a["StartTime"] for a in activities]
    check("activities come newest first", all(map(is_instant, starts)) and starts == sorted(starts, reverse=True), starts)
    check_error("refreshes of an unknown group", ["ValidationError"], autoscaling.describe_instance_refreshes, AutoScalingGroupName="nobody's")


def read_zones_and_subnets():
    zones = ec2.describe_availability_zones()["AvailabilityZones"]
    check("zones have ID, name and state", all(z["ZoneId"] and z["ZoneName"] and z["State"] == "available" for z in zones), zones)
    one = ec2.describe_availability_zones(ZoneNames=[zones[0]["ZoneName"]])["AvailabilityZones"]
    check("a zone is found by its name", [z["ZoneId"] for z in one] == [zones[0]["ZoneId"]], one)
    subnets = ec2.describe_subnets()["Subnets"]
    check("subnets lie in the zones", {s["AvailabilityZoneId"] for s in subnets} <= {z["ZoneId"] for z in zones} and subnets, subnets)
    ids = [s["SubnetId"] for s in subnets[:2]]
    found = [s["SubnetId"] for s in ec2.describe_subnets(SubnetIds=ids)["Subnets"]]
    check("subnets are found by ID", sorted(found) == sorted(ids), found)
    zone_filter = [{"Name": "availability-zone-id", "Values": [zones[0]["ZoneId"]]}]
    in_zone = ec2.describe_subnets(Filters=zone_filter)["Subnets"]
    check("subnets are found by zone", in_zone and {s["AvailabilityZoneId"] for s in in_zone} == {zones[0]["ZoneId"]}, in_zone)
    check_error("an unknown subnet", ["InvalidSubnetID.NotFound"], ec2.describe_subnets, SubnetIds=["subnet-0123456789abcdef0"])


def read_and_update_groups():
    groups = autoscaling.describe_auto_scaling_groups()["AutoScalingGroups"]
    check("groups are read with instances", groups and all(g["Instances"] for g in groups), groups)
    check("group times are instants, numbers are numbers", all(is_instant(g["CreatedTime"]) and g["DesiredCapacity"] > 0 for g in groups), groups)
    read, _ = pages(autoscaling, "describe_auto_scaling_groups", "AutoScalingGroups", 1)
    check("groups are the same in pages of one", [g["AutoScalingGroupName"] for g in read] == [g["AutoScalingGroupName"] for g in groups], read)
    group = next(g for g in groups if g.get("VPCZoneIdentifier"))
    name, subnets = group["AutoScalingGroupName"], group["VPCZoneIdentifier"]
    described = lambda: autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]
    fewer = ",".join(subnets.split(",")[1:])
    autoscaling.update_auto_scaling_group(AutoScalingGroupName=name, VPCZoneIdentifier=fewer)
    check("a group's subnets can be updated", described()["VPCZoneIdentifier"] == fewer, described())
    autoscaling.update_auto_scaling_group(AutoScalingGroupName=name, VPCZoneIdentifier=subnets)
    check("a group's subnets can be put back, in order", described()["VPCZoneIdentifier"] == subnets, described())
    update = autoscaling.update_auto_scaling_group
    check_error("an unknown subnet for a group", ["ValidationError"], update, AutoScalingGroupName=name, VPCZoneIdentifier="subnet-0123456789abcdef0")
    check_error("updating an unknown group", ["ValidationError"], update, AutoScalingGroupName="nobody's", VPCZoneIdentifier=subnets)
    check("an unknown name finds no group", not autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=["nobody's"])["AutoScalingGroups"])
    tag_group(name)


def tag_group(name):
    tags = [
        {"ResourceId": name, "ResourceType": "auto-scaling-group", "Key": f"test:{n}", "Value": f"<{n}> & é", "PropagateAtLaunch": False}
        for n in (1, 2, 3)
    ]
    autoscaling.create_or_update_tags(Tags=tags)
    by_group = [{"Name": "auto-scaling-group", "Values": [name]}]
    read = lambda: [t for t in pages(autoscaling, "describe_tags", "Tags", 1, Filters=by_group)[0] if t["Key"].startswith("test:")]
    kept = {t["Key"]: (t["Value"], t["PropagateAtLaunch"]) for t in read()}
    check("tags are written and read as they were", kept == {t["Key"]: (t["Value"], False) for t in tags}, kept)
    autoscaling.delete_tags(Tags=[{key: t[key] for key in ("ResourceId", "ResourceType", "Key")} for t in tags])
    check("tags are deleted", read() == [], read())


def shift_a_zone():
    resources = arc.list_managed_resources()["items"]
    check("managed resources have a name and zones", resources and all(r["arn"] and r["availabilityZones"] for r in resources), resources)
    read, count = pages(arc, "list_managed_resources", "items", 1)
    check("managed resources are the same in pages of one", [r["arn"] for r in read] == [r["arn"] for r in resources], read)
    check("pages of one are as many as the resources", count >= len(resources), count)
    resource = next(r["arn"] for r in resources if ":loadbalancer/" in r["arn"])
    weights = arc.get_managed_resource(resourceIdentifier=resource)["appliedWeights"]
    check("every zone has its weight before", set(weights.values()) == {1.0}, weights)
    zone = sorted(weights)[0]
    start = {"resourceIdentifier": resource, "awayFrom": zone, "expiresIn": "2h", "comment": 'test "1" & é'}
    shift = arc.start_zonal_shift(**start)
    shift_id = shift["zonalShiftId"]
    check("a shift is started with 201", shift["ResponseMetadata"]["HTTPStatusCode"] == 201 and shift["status"] == "ACTIVE", shift)
    check("it lasts two hours", shift["expiryTime"] - shift["startTime"] == datetime.timedelta(hours=2), shift)
    check("its comment is kept", shift["comment"] == start["comment"], shift)
    weights = arc.get_managed_resource(resourceIdentifier=resource)["appliedWeights"]
    check("the zone has no weight now", weights[zone] == 0.0 and sum(weights.values()) == len(weights) - 1, weights)
    conflict = check_error("a second shift", ["ConflictException"], arc.start_zonal_shift, **start)
    check("the conflict names reason and shift", (conflict.get("reason"), conflict.get("zonalShiftId")) == ("ZonalShiftAlreadyExists", shift_id), conflict)
    check("the conflict has status 409", conflict["status"] == 409, conflict)
    active, _ = pages(arc, "list_zonal_shifts", "items", 1, status="ACTIVE")
    check("the shift is listed as active", shift_id in [s["zonalShiftId"] for s in active], active)
    updated = arc.update_zonal_shift(zonalShiftId=shift_id, expiresIn="4h")
    check("its expiry can be moved", updated["expiryTime"] > shift["expiryTime"], updated)
    cancelled = arc.cancel_zonal_shift(zonalShiftId=shift_id)
    check("it can be cancelled", cancelled["status"] == "CANCELED", cancelled)
    check_error("cancelling it again", ["ConflictException"], arc.cancel_zonal_shift, zonalShiftId=shift_id)
    refuse_shifts(start)


def refuse_shifts(start):
    wrong_duration = check_error("a shift of a hundred hours", ["ValidationException"], arc.start_zonal_shift, **{**start, "expiresIn": "100h"})
    check("it says that the duration is wrong", wrong_duration.get("reason") == "InvalidExpiresIn", wrong_duration)
    check_error("a shift away from a zone name", ["ValidationException"], arc.start_zonal_shift, **{**start, "awayFrom": "us-east-1a"})
    nobody = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/nobody/0000000000000000"
    missing = check_error("an unknown resource", ["ResourceNotFoundException"], arc.get_managed_resource, resourceIdentifier=nobody)
    check("it has status 404", missing["status"] == 404, missing)
    check_error("an unknown shift", ["ResourceNotFoundException"], arc.cancel_zonal_shift, zonalShiftId="00000000-nobody")


def publish():
    entry = {"Source": "test", "DetailType": "Test", "Detail": json.dumps({"a": 1}), "Time": datetime.datetime.now(datetime.timezone.utc)}
    answer = events.put_events(Entries=[entry])
    check("an event is put", answer["FailedEntryCount"] == 0 and answer["Entries"][0]["EventId"], answer)
    with urllib.request.urlopen(f"{ENDPOINT}/_region/events") as response:
        check("the Region has the event", json.load(response)[-1]["detail-type"] == "Test")
    check_error("publishing to an unknown topic", ["NotFound"], sns.publish, TopicArn=f"arn:aws:sns:{REGION}:111122223333:nobody", Message="x")


def refuse_what_is_not_there():
    unknown = ["InvalidAction", "UnknownOperationException"]
    check_error("an operation that CloudWatch lacks here", unknown, cloudwatch.list_dashboards)
    check_error("an operation that Auto Scaling lacks here", ["InvalidAction"], autoscaling.describe_account_limits)
    check_error("an operation that EC2 lacks here", ["InvalidAction"], ec2.describe_volumes)
    check_error("an operation that SNS lacks here", ["InvalidAction"], sns.list_platform_applications)
    check_error("an operation that EventBridge lacks here", ["UnknownOperationException"], events.list_api_destinations)
    if hasattr(arc, "get_autoshift_observer_notification_status"):
        call = arc.get_autoshift_observer_notification_status
        check_error("an operation that ARC lacks here", ["UnknownOperationException"], call)


def refuse_strangers():
    calls = {
        "arc-zonal-shift": "list_zonal_shifts",
        "cloudwatch": "describe_alarms",
        "autoscaling": "describe_auto_scaling_groups",
        "ec2": "describe_subnets",
        "sns": "list_topics",
        "events": "list_rules",
    }
    missing = ["MissingAuthenticationToken", "MissingAuthenticationTokenException"]
    elsewhere = ["SignatureDoesNotMatch", "InvalidSignatureException", "AuthFailure"]
    for service, operation in calls.items():
        check_error(f"an unsigned request of {service}", missing, getattr(client(service, signature_version=UNSIGNED), operation))
        check_error(f"a request of {service} for another Region", elsewhere, getattr(client(service, region="eu-west-1"), operation))


print(f"boto3 {boto3.__version__}, CloudWatch by {cloudwatch.meta.service_model.metadata['protocol']}, botocore {botocore.__version__}")
for run in (
    read_alarms,
    read_metric_data,
    read_odd_metrics,
    set_alarm_state,
    suppress_and_mute,
    read_zones_and_subnets,
    read_and_update_groups,
    read_launch_health,
    shift_a_zone,
    publish,
    refuse_what_is_not_there,
    refuse_strangers,
):
    part(run)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
