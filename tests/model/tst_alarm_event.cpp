#include "core/model/alarm_event.h"

#include <QTest>

using namespace watchglass;

Q_DECLARE_METATYPE(watchglass::AlarmPriority)

class TestAlarmEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void severitiesMeanPriorities_data()
    {
        QTest::addColumn<QString>("severity");
        QTest::addColumn<AlarmPriority>("priority");
        const auto row = [](const char *severity, AlarmPriority priority) {
            QTest::newRow(*severity ? severity : "empty") << QString::fromLatin1(severity) << priority;
        };
        for (const char *severity : {"critical", "CRITICAL", " Emergency ", "fatal", "high", "error", "severe"})
            row(severity, AlarmPriority::Critical);
        for (const char *severity : {"info", "Information", "low", "notice", "debug\t"})
            row(severity, AlarmPriority::Information);
        for (const char *severity : {"warning", "medium", "moderate", "", "5", "lowish"})
            row(severity, AlarmPriority::Warning);
    }

    void severitiesMeanPriorities()
    {
        QFETCH(QString, severity);
        QFETCH(AlarmPriority, priority);
        QVERIFY(alarmPriority(severity) == priority);
    }

    void namesInFilesReadBack()
    {
        for (const auto priority : {AlarmPriority::Information, AlarmPriority::Warning, AlarmPriority::Critical})
            QCOMPARE(priorityNamed(priorityName(priority)), std::optional(priority));
        for (const auto condition : {AlarmCondition::Active, AlarmCondition::Acknowledged, AlarmCondition::Resolved})
            QCOMPARE(conditionNamed(conditionName(condition)), std::optional(condition));
        QCOMPARE(priorityName(AlarmPriority::Critical), QLatin1String("critical"));
        QCOMPARE(conditionName(AlarmCondition::Acknowledged), QLatin1String("acknowledged"));
        QVERIFY(!priorityNamed(QStringLiteral("Critical")) && !priorityNamed({}) && !conditionNamed({}));
    }

    void prioritiesAreOrdered()
    {
        QVERIFY(AlarmPriority::Information < AlarmPriority::Warning);
        QVERIFY(AlarmPriority::Warning < AlarmPriority::Critical);
    }
};

QTEST_GUILESS_MAIN(TestAlarmEvent)
#include "tst_alarm_event.moc"
