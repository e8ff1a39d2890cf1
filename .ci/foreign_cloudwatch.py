"""The parts about CloudWatch: alarms, metric data, suppression and mute rules."""

import datetime

from foreign_checks import check, check_error, cloudwatch, is_instant, region_state


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
