#include "tests/protocol/moonsense/fed_lines.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;
using watchglass::test::bundleLine;
using watchglass::test::FedLines;

class TestMoonsenseGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void everyGroupBecomesSamplesOrEvents_data();
    void everyGroupBecomesSamplesOrEvents();
    void bothSpellingsMeanTheSame_data();
    void bothSpellingsMeanTheSame();
    void keysOfTheUserStayAsTheyAre();
    void inputActionsHaveWords_data();
    void inputActionsHaveWords();
    void aBadValueSparesTheOthers();
    void whatADeviceNeverReportsMakesNoSeries();
    void privateTextsAreNeverPassedOn();
    void statesHaveWords();
    void accelerationHasTheUnitThatTheUserSays();
};

void TestMoonsenseGroups::everyGroupBecomesSamplesOrEvents_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("samples");
    QTest::addColumn<QString>("events");
    const auto row = [](const char *name, const char *fields, const char *samples, const char *events) {
        QTest::newRow(name) << QByteArray(fields) << QString::fromUtf8(samples) << QString::fromUtf8(events);
    };
    row("location",
        R"("location_data":[{"determined_at":"4630","latitude":48.1,"longitude":-11.5,"altitude":520.5,)"
        R"("horizontal_accuracy":5,"vertical_accurracy":6,"bearing":90,"bearing_accuracy_degrees":2,"provider":"gps",)"
        R"("speed":1.5,"speed_accurracy":0.5}])",
        "location.latitude=48.1 location.longitude=-11.5 location.altitude=520.5 location.horizontal_accuracy=5 "
        "location.vertical_accuracy=6 location.bearing=90 location.bearing_accuracy=2 location.speed=1.5 "
        "location.speed_accuracy=0.5",
        "");
    row("accelerometer", R"("accelerometer_data":[{"determined_at":"1","x":0.1,"y":-0.2,"z":0.98}])",
        "accelerometer.x=0.1 accelerometer.y=-0.2 accelerometer.z=0.98", "");
    row("an absent axis is 0", R"("accelerometer_data":[{"determined_at":"1","y":1}])",
        "accelerometer.x=0 accelerometer.y=1 accelerometer.z=0", "");
    row("linear accelerometer", R"("linear_accelerometer_data":[{"determined_at":"1","z":2}])",
        "linear_accelerometer.x=0 linear_accelerometer.y=0 linear_accelerometer.z=2", "");
    row("magnetometer", R"("magnetometer_data":[{"determined_at":"1","x":22.5}])",
        "magnetometer.x=22.5 magnetometer.y=0 magnetometer.z=0", "");
    row("gyroscope", R"("gyroscope_data":[{"determined_at":"1","x":1,"y":2,"z":3}])",
        "gyroscope.x=1 gyroscope.y=2 gyroscope.z=3", "");
    row("orientation of nothing but a time", R"("orientation_data":[{"determined_at":"1"}])",
        "orientation.azimuth=0 orientation.pitch=0 orientation.roll=0", "");
    row("temperature", R"("temperature_data":[{"determined_at":"1","value":21.5}])", "temperature=21.5", "");
    row("light", R"("light_data":[{"determined_at":"1","value":300}])", "light=300", "");
    row("pressure", R"("pressure_data":[{"determined_at":"1","value":1013.25}])", "pressure=1013.25", "");
    row("humidity", R"("humidity_data":[{"determined_at":"1","value":45}])", "humidity=45", "");
    row("activity", R"("activity_data":[{"determined_at":"1","type":"WALKING","confidence":80}])",
        "activity.type=7 activity.confidence=80", "");
    row("battery", R"("battery":{"capacity":87,"state":"DISCHARGING"})", "battery.capacity=87 battery.state=2", "");
    row("steps", R"("steps_data":[{"count":12,"from":"1","to":"2"}])", "steps.count=12", "");
    row("heart rate", R"("heart_rate_data":[{"rate":64,"from":"1","to":"2"}])", "heart_rate.rate=64", "");
    row("pointer",
        R"("pointer_data":[{"determined_at":"1","type":"MOUSE","buttons":"1","delta":{},"position":{"dy":208}}])",
        "pointer.type=4 pointer.buttons=1 pointer.delta.x=0 pointer.delta.y=0 pointer.position.x=0 "
        "pointer.position.y=208",
        "pointer:mouse, at 0 208");
    row("pointer of an older recorder",
        R"("pointer_data":[{"determined_at":"1","type":"TOUCH","pos":{"dx":27,"dy":8},)"
        R"("pressure_range":{"upper_bound":1},"size":4.5}])",
        "pointer.type=3 pointer.buttons=0 pointer.delta.x=0 pointer.delta.y=0 pointer.position.x=27 "
        "pointer.position.y=8 pointer.pressure_range.lower=0 pointer.pressure_range.upper=1 pointer.size=4.5",
        "pointer:touch, at 27 8");
    row("pointer at the edge", R"("pointer_data":[{"determined_at":"1","viewport_boundary_status":"LEAVE_VIEWPORT"}])",
        "pointer.type=0 pointer.buttons=0 pointer.delta.x=0 pointer.delta.y=0 pointer.position.x=0 "
        "pointer.position.y=0 pointer.viewport_boundary=3",
        "pointer:at 0 0, leave viewport");
    row("markers", R"("markers":[{"client_time":{"wall_time_millis":"5","timer_millis":"4600"},"name":"lap 1"}])", "",
        "marker:lap 1");
    row("text change",
        R"("text_change_data":[{"determined_at":"1","target":{"target_id":"t"},"masked_text":"dé?","action":"CUT"}])",
        "", "text_change:3 characters, cut");
    row("input change",
        R"("input_change_data":[{"determined_at":"1","masked_text":"ab","action":"AUTOFILL","truncated_text":true}])",
        "", "input_change:2 characters, autofill, truncated");
    row("key press",
        R"("key_press_data":[{"determined_at":"1","type":"KEY_DOWN","special_key":"Home","shift_key":true}])", "",
        "key_press:key down, Home, Shift");
    row("focus", R"("focus_change_data":[{"determined_at":"1","type":"FOCUS_LOST","target":{"target_id":"t"}}])",
        "focus_change=2", "focus_change:focus lost");
    row("scroll", R"("viewport_scroll_data":[{"determined_at":"1","y_position":"120"}])",
        "viewport_scroll.x=0 viewport_scroll.y=120", "");
    row("wheel",
        R"("mouse_wheel_data":[{"determined_at":"1","wheel_delta_y":"-3","wheel_mode":"LINE","wheel_delta_y_line":"-1"},)"
        R"({"determined_at":"2"}])",
        "mouse_wheel.x=0 mouse_wheel.y=-3 mouse_wheel.mode=2 mouse_wheel.y_lines=-1 "
        "mouse_wheel.x=0 mouse_wheel.y=0 mouse_wheel.mode=0 mouse_wheel.y_lines=0",
        "");
    row("permission",
        R"("permission_events":[{"determined_at":"1","sensor_type":"INPUT_CHANGE","permission_status":"ALLOWED"},)"
        R"({"determined_at":"1","sensor_type":"TEMPERATURE","permission_status":"SENSOR_NOT_AVAILABLE"}])",
        "permission.input_change=1 permission.temperature=5",
        "permission:input change, allowed|permission:temperature, sensor not available");
    row("viewport size",
        R"("viewport_size_events":[{"determined_at":"1","device_physical_width":"1906",)"
        R"("device_physical_height":"1033","device_logical_width":"953","device_logical_height":"516",)"
        R"("device_pixel_ratio":2,"viewport_orientation":"LANDSCAPE_PRIMARY"}])",
        "viewport_size.physical_width=1906 viewport_size.physical_height=1033 viewport_size.logical_width=953 "
        "viewport_size.logical_height=516 viewport_size.pixel_ratio=2 viewport_size.orientation=3",
        "viewport_size:landscape primary");
    row("life cycle", R"("app_life_cycle_events":[{"determined_at":"1","app_life_cycle_status":"BACKGROUND"}])",
        "app_life_cycle=2", "app_life_cycle:background");
    row("custom",
        R"("custom_events":[{"determined_at":"1","event_name":"login","properties":{"a":"1","b":"2"},"event_key":"k"}])",
        "", "custom:login, 2 properties");
    row("click", R"("click_data":[{"determined_at":"1","target":{"target_id":"t","target_type":"submit"}}])", "",
        "click:");
    row("form submit", R"("form_submit_events":[{"determined_at":"1","submitter":{"target_id":"x"}}])", "",
        "form_submit:");
    row("context menu", R"("context_menu_events":[{"determined_at":"1","context_menu_status":"OPEN"}])",
        "context_menu=1", "context_menu:open");
    row("frame rate", R"("frame_rate_event":{"determined_at":"1","frames_per_second":59.9})", "frame_rate=59.9", "");
    row("features", R"("features":{"My_Key":{"value":0.5,"text":"t"},"plain":2})",
        "features.My_Key.value=0.5 features.plain=2", "");
    row("unknown fields", R"("later_data":[{"a":{"b":[1,2]}}],"light_data":[{"determined_at":"1","value":1,"new":{}}])",
        "light=1", "");
    row("null is the default",
        R"("light_data":null,"battery":null,"pressure_data":[{"determined_at":"1","value":null}])", "pressure=0", "");
    row("empty list", R"("pointer_data":[])", "", "");
}

void TestMoonsenseGroups::everyGroupBecomesSamplesOrEvents()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, samples);
    QFETCH(QString, events);
    const FedLines fed({bundleLine(fields)});
    QVERIFY(fed.isGood);
    QCOMPARE(fed.samples(), samples);
    QCOMPARE(fed.events(), events);
    QVERIFY2(fed.sink.texts.isEmpty(), qPrintable(fed.sink.texts.join(QLatin1Char('\n'))));
}

void TestMoonsenseGroups::bothSpellingsMeanTheSame_data()
{
    // Every row of the table above, with its names turned into lowerCamelCase.
    everyGroupBecomesSamplesOrEvents_data();
}

void TestMoonsenseGroups::bothSpellingsMeanTheSame()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, samples);
    QFETCH(QString, events);
    const QByteArray snake = bundleLine(fields);
    QByteArray camel;
    for (qsizetype i = 0; i < snake.size(); ++i) {
        const bool joins = snake[i] == '_' && i > 0 && snake[i - 1] >= 'a' && snake[i - 1] <= 'z'
                           && i + 1 < snake.size() && snake[i + 1] >= 'a' && snake[i + 1] <= 'z';
        camel += joins ? static_cast<char>(snake[++i] - 'a' + 'A') : snake[i];
    }
    QVERIFY(camel != snake);
    const FedLines fed({camel});
    QCOMPARE(fed.samples(), samples);
    QCOMPARE(fed.events(), events);
    QCOMPARE(fed.sessions.feeds().begin()->first, QStringLiteral("s"));
}

void TestMoonsenseGroups::keysOfTheUserStayAsTheyAre()
{
    const FedLines fed({bundleLine(R"("features":{"my_key":1,"myKey":2,"a":{"light_data":3,"lightData":4}})")});
    QCOMPARE(fed.samples(), QStringLiteral("features.my_key=1 features.myKey=2 features.a.light_data=3 "
                                           "features.a.lightData=4"));
}

void TestMoonsenseGroups::inputActionsHaveWords_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *action, const char *text) {
        QTest::newRow(action) << QByteArray(action) << QString::fromUtf8(text);
    };
    row("\"UNKNOWN\"", "0 characters");
    row("\"CUT\"", "0 characters, cut");
    row("\"PASTE\"", "0 characters, paste");
    row("\"AUTOFILL\"", "0 characters, autofill");
    row("\"REPLACEMENT\"", "0 characters, replacement");
    row("\"OF_A_LATER_VERSION\"", "0 characters");
    row("1", "0 characters, cut");
    row("2", "0 characters, paste");
    row("3", "0 characters, autofill");
    row("\"4\"", "0 characters, replacement");
    row("99", "0 characters");
    row("null", "0 characters");
}

void TestMoonsenseGroups::inputActionsHaveWords()
{
    QFETCH(QByteArray, action);
    QFETCH(QString, text);
    for (const char *group : {"input_change", "text_change"}) {
        const FedLines fed({bundleLine('"' + QByteArray(group) + R"(_data":[{"determined_at":"1","action":)" + action
                                       + R"(,"truncated_text":null}])")});
        QCOMPARE(fed.events(), QLatin1String(group) + QLatin1Char(':') + text);
    }
}

void TestMoonsenseGroups::aBadValueSparesTheOthers()
{
    const FedLines fed({bundleLine(R"("accelerometer_data":[{"determined_at":"1","x":"wide","y":2,"z":{}}],)"
                                   R"("light_data":[5,{"determined_at":"1","value":7}],"battery":3)")});
    QVERIFY(fed.isGood);
    QCOMPARE(fed.samples(), QStringLiteral("accelerometer.y=2 light=7"));
    QCOMPARE(fed.sink.countOf(Problem::BadValue), 4);
}

void TestMoonsenseGroups::whatADeviceNeverReportsMakesNoSeries()
{
    const FedLines fed({bundleLine(
        R"("pointer_data":[{"determined_at":"1"},{"determined_at":"2","pressure":0.5},{"determined_at":"3"}])")});
    QStringList pressures;
    for (const auto &kept : fed.sink.samples) {
        QVERIFY(kept.info.key.component != QLatin1String("tilt"));
        if (kept.info.key.component == QLatin1String("pressure"))
            pressures << QString::number(kept.sample.value);
    }
    QCOMPARE(pressures, QStringList({QStringLiteral("0.5"), QStringLiteral("0")})); // absent is 0 from then on
}

void TestMoonsenseGroups::privateTextsAreNeverPassedOn()
{
    QByteArray text = bundleLine(
        R"("text_change_data":[{"determined_at":"1","target":{"target_id":"PRIVATE1","target_type":"PRIVATE2"},"masked_text":"PRIVATE3"}],)"
        R"("key_press_data":[{"determined_at":"1","masked_key":80,"target":{"target_id":"PRIVATE4"}}],)"
        R"("click_data":[{"determined_at":"1","target":{"target_id":"PRIVATE5"}}],)"
        R"("custom_events":[{"determined_at":"1","event_name":"e","properties":{"PRIVATE6":"PRIVATE7"}}],)"
        R"("form_submit_events":[{"determined_at":"1","submitter":{"target_id":"PRIVATE8"}}])");
    text.replace("\"app_id\"", "\"remote_ip\":\"PRIVATE9\",\"user_id\":\"PRIVATE0\",\"app_id\"");
    FedLines fed({text});
    QCOMPARE(fed.sink.events.size(), std::size_t{5});
    QVERIFY(!(fed.events() + fed.samples() + fed.sink.allTexts()).contains(QLatin1String("PRIVATE")));
}

void TestMoonsenseGroups::statesHaveWords()
{
    const FedLines fed({bundleLine(
        R"("activity_data":[{"determined_at":"1","type":2},{"determined_at":"2","type":"HOVERING"},{"determined_at":"3","type":99},{"determined_at":"4","type":"3"}])")});
    const SeriesInfo &info = fed.sink.samples.front().info;
    QCOMPARE(info.states.value(2), QStringLiteral("on bicycle"));
    QCOMPARE(info.states.value(0), QStringLiteral("unknown"));
    QCOMPARE(info.interpolation, Interpolation::HoldLast);
    QStringList types;
    for (const auto &kept : fed.sink.samples) {
        if (kept.info.key.component == QLatin1String("type"))
            types << kept.info.states.value(static_cast<int>(kept.sample.value));
    }
    QCOMPARE(types, QStringList({QStringLiteral("on bicycle"), QStringLiteral("unknown"), QStringLiteral("unknown"),
                                 QStringLiteral("on foot")}));
}

void TestMoonsenseGroups::accelerationHasTheUnitThatTheUserSays()
{
    const QByteArray text =
        bundleLine(R"("accelerometer_data":[{"determined_at":"1"}],"gyroscope_data":[{"determined_at":"1"}])");
    QCOMPARE(FedLines({text}).sink.infos.front().unit, QString());
    const FedLines fed({text}, QStringLiteral("g"));
    QCOMPARE(fed.sink.infos.front().unit, QStringLiteral("g"));
    QCOMPARE(fed.sink.infos.back().unit, QStringLiteral("rad/s"));
    QCOMPARE(fed.sink.infos.back().interpolation, Interpolation::Linear);
}

QTEST_GUILESS_MAIN(TestMoonsenseGroups)
#include "tst_moonsense_groups.moc"
