#include "core/model/device.h"

#include <QTest>

using namespace watchglass;

Q_DECLARE_METATYPE(watchglass::DeviceState)

class TestDevice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void wordsMeanStates_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<DeviceState>("state");
        const auto row = [](const char *word, DeviceState state) {
            QTest::newRow(*word ? word : "empty") << QString::fromLatin1(word) << state;
        };
        row("online", DeviceState::Online);
        row("ONLINE", DeviceState::Online);
        row(" Online\n", DeviceState::Online);
        row("active", DeviceState::Online);
        row("connected", DeviceState::Online);
        row("offline", DeviceState::Offline);
        row("Inactive", DeviceState::Offline);
        row("disconnected", DeviceState::Offline);
        row("warning", DeviceState::Warning);
        row("degraded", DeviceState::Warning);
        row("error", DeviceState::Error);
        row("Fault", DeviceState::Error);
        row("critical", DeviceState::Error);
        row("maintenance", DeviceState::Unknown);
        row("on line", DeviceState::Unknown);
        row("onlineish", DeviceState::Unknown);
        row("", DeviceState::Unknown);
    }

    void wordsMeanStates()
    {
        QFETCH(QString, word);
        QFETCH(DeviceState, state);
        QVERIFY(deviceState(word) == state);
    }
};

QTEST_GUILESS_MAIN(TestDevice)
#include "tst_device.moc"
