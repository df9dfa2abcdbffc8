#include "core/replay/session_alignment.h"

#include "core/recording/session_book.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

Timestamp tenth(int number)
{
    return Timestamp::fromMs(1'700'000'000'000 + number * 100);
}

recording::Marker marker(int at, const char *text)
{
    return {0, tenth(at), {}, QString::fromUtf8(text), QStringLiteral("marker")};
}

} // namespace

class TestSessionAlignment : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    /// A minute of a wave, `late` tenths of a second later than elsewhere, and of a series that never changes.
    std::unique_ptr<recording::SessionFile> session(const char *file, const char *source, int late)
    {
        const QString name = m_folder.filePath(QLatin1String(file));
        auto book = recording::SessionBook::create(name, {QStringLiteral("test"), tenth(0), {}, 1, {}, {}});
        recording::SessionSource from;
        from.name = QLatin1String(source);
        const auto id = book.value()->addSource(from);
        SeriesInfo info;
        info.key = {from.name, QStringLiteral("bed"), QStringLiteral("wave"), {}};
        const auto wave = book.value()->addSeries(id, info);
        info.key.attribute = QStringLiteral("flat");
        const auto flat = book.value()->addSeries(id, info);
        info.key.attribute = QStringLiteral("empty");
        book.value()->addSeries(id, info);
        info.key.attribute = QLatin1String(file);
        const auto own = book.value()->addSeries(id, info);
        book.value()->addSample(own, {tenth(0), 0.0});
        for (int i = 0; i < 600; ++i) {
            const double x = (i - late) / 10.0;
            book.value()->addSample(wave, {tenth(i), std::sin(x) + std::sin(x * x / 20)});
            book.value()->addSample(flat, {tenth(i), 1.0});
        }
        if (!book.value()->close(tenth(600)))
            qFatal("the session cannot be closed");
        return std::move(recording::SessionFile::open(name)).value();
    }

private Q_SLOTS:
    void seriesOfBothAreFoundByName()
    {
        const auto first = session("a", "ward", 0);
        const auto second = session("b", "other", 0);
        const auto same = session("c", "ward", 0);
        QStringList names;
        for (const replay::SharedSeries &one : replay::sharedSeries(*first, *second))
            names << one.name;
        QCOMPARE(names, (QStringList{QStringLiteral("bed/flat"), QStringLiteral("bed/wave")}));
        names.clear();
        for (const replay::SharedSeries &one : replay::sharedSeries(*first, *same))
            names << one.name;
        QCOMPARE(names, (QStringList{QStringLiteral("ward/bed/flat"), QStringLiteral("ward/bed/wave")}));
    }

    void theShiftThatFitsBestIsFound()
    {
        const auto first = session("d", "ward", 0);
        const auto second = session("e", "ward", 42);
        const auto shared = replay::sharedSeries(*first, *second);
        const auto found =
            replay::alignSessions(*first, *second, shared.at(1), Duration::zero(), 10s, [] { return true; });
        QVERIFY2(found.ok(), found ? "" : qPrintable(found.error().text));
        QVERIFY(std::chrono::abs(found.value().offset + 4'200ms) < 20ms);
        QVERIFY(found.value().correlation > 0.98);
        const auto flat =
            replay::alignSessions(*first, *second, shared.at(0), Duration::zero(), 10s, [] { return true; });
        QCOMPARE(flat.error().code, ErrorCode::Unsupported);
        const auto ended =
            replay::alignSessions(*first, *second, shared.at(1), Duration::zero(), 10s, [] { return false; });
        QCOMPARE(ended.error().code, ErrorCode::Refused);
    }

    void markersAreMatchedByTheirText()
    {
        const std::vector first{marker(10, "x"), marker(20, "door"), marker(30, "bell")};
        QCOMPARE(*replay::alignMarkers(first, {marker(5, "y"), marker(7, "bell"), marker(8, "door")}),
                 Duration(1'200ms));
        QCOMPARE(*replay::alignMarkers(first, {marker(25, "y"), marker(27, "z")}), Duration(-1'500ms));
        QVERIFY(!replay::alignMarkers(first, {}));
        QVERIFY(!replay::alignMarkers({}, first));
        // Without a text, none is like another.
        QCOMPARE(*replay::alignMarkers({marker(10, "a"), marker(20, "")}, {marker(9, "b"), marker(15, "")}),
                 Duration(100ms));
    }
};

QTEST_GUILESS_MAIN(TestSessionAlignment)
#include "tst_session_alignment.moc"
