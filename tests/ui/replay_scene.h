#pragma once

#include "app/watchglass/application.h"
#include "app/watchglass/replay_control.h"
#include "core/recording/session_book.h"
#include "ui/shell/command_registry.h"

#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

namespace watchglass::test {

inline const Timestamp start = Timestamp::fromMs(1'700'000'000'000);
inline const SeriesKey pulse{QStringLiteral("ward"), QStringLiteral("bed"), QStringLiteral("pulse"), {}};

inline Timestamp second(int number)
{
    return start + Duration(std::chrono::seconds(number));
}

/// A minute of two series at 10 Hz: the values of one are its tenths of seconds, the other is a wave that comes `late`
/// tenths later than in other sessions; an alarm, an event and a marker.
inline QString writeSession(const QString &name, int from = 0, int late = 0)
{
    auto book = recording::SessionBook::create(name, {QStringLiteral("test"), second(from), {}, 1, {}, {}});
    if (!book)
        qFatal("%s", qPrintable(book.error().text));
    recording::SessionSource source;
    source.name = pulse.source;
    source.service = QStringLiteral("valtronics");
    source.address = QStringLiteral("valtronics:ws://127.0.0.1:1/ws");
    const auto id = book.value()->addSource(source);
    SeriesInfo info;
    info.key = pulse;
    const auto series = book.value()->addSeries(id, info);
    for (int i = 0; i < 6; ++i) // of which nothing came but that they were received
        book.value()->addFrame(id, second(from + 10 * i) + std::chrono::milliseconds(50),
                               {1, link::FrameKind::TextReceived, {}, "{}"});
    info.key.attribute = QStringLiteral("breath");
    const auto wave = book.value()->addSeries(id, info);
    for (int i = 0; i <= 600; ++i) {
        const double x = (i - late) / 10.0;
        book.value()->addSample(wave, {second(from) + i * Duration(std::chrono::milliseconds(100)),
                                       std::sin(x) + std::sin(x * x / 20) + std::cos(2.7 * x)});
    }
    for (int i = 0; i <= 600; ++i)
        book.value()->addSample(series, {second(from) + i * Duration(std::chrono::milliseconds(100)), double(i)});
    AlarmEvent alarm;
    alarm.id = QStringLiteral("a");
    alarm.device = pulse.device;
    alarm.title = QStringLiteral("Pulse too high");
    alarm.raisedAt = second(from + 20);
    book.value()->add(id, second(from + 20), alarm);
    book.value()->add(id, second(from + 30),
                      DeviceEvent{pulse.device, QStringLiteral("touch"), {}, second(from + 30), true});
    book.value()->add(recording::Marker{0, second(from + 40), {}, QStringLiteral("here"), QStringLiteral("marker")});
    if (!book.value()->close(second(from + 60)))
        qFatal("the session cannot be closed");
    return name;
}

/// Whatever Tab comes to says what it is.
inline void verifyNamed(QWidget &top)
{
    for (QWidget *part : top.findChildren<QWidget *>()) {
        if (!part->isVisibleTo(&top) || !(part->focusPolicy() & Qt::TabFocus) || part->focusProxy()
            || qobject_cast<QComboBox *>(part->parentWidget()))
            continue;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(part);
        QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(), part->metaObject()->className());
    }
}

struct ReplayScene
{
    explicit ReplayScene(Clock &clock)
        : application(optionsIn(dir), clock)
    {
        application.start();
    }
    static app::Options optionsIn(const QTemporaryDir &folder)
    {
        app::Options options;
        options.dataDir = folder.path();
        return options;
    }
    app::ReplayControl &replay() { return application.replay(); }
    std::shared_ptr<const store::Series> series(const QString &source = pulse.source) const
    {
        SeriesKey key = pulse;
        key.source = source;
        return application.store().find(key);
    }
    QAction *command(const char *id) { return application.window().commands().action(QLatin1String(id)); }

    QTemporaryDir dir;
    app::Application application;
};

} // namespace watchglass::test
