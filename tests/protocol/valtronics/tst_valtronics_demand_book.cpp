#include "core/protocol/valtronics/demand_book.h"
#include "core/protocol/valtronics/grant_book.h"
#include "tests/protocol/recording_sink.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol::valtronics;

namespace {

constexpr auto none = AttentionLevel::None;
constexpr auto medium = AttentionLevel::Medium;
constexpr auto high = AttentionLevel::High;

SeriesDemand wanted(const char *device, const char *metric, AttentionLevel level)
{
    return {{{}, QString::fromLatin1(device), QString::fromLatin1(metric), {}}, level};
}

Grant terms(AttentionLevel level)
{
    Grant grant;
    grant.level = level;
    return grant;
}

/// What a reader of grants takes to be given.
AttentionLevel granted(const std::vector<Grant> &all, const char *device, const char *metric)
{
    AttentionLevel found = AttentionLevel::High;
    int best = -1;
    for (const Grant &one : all) {
        const bool fits = (one.device.isEmpty() || one.device == QLatin1String(device))
                          && (one.attribute.isEmpty() || one.attribute == QLatin1String(metric));
        const int rank = (one.device.isEmpty() ? 0 : 1) + (one.attribute.isEmpty() ? 0 : 1);
        if (fits && rank >= best) {
            best = rank;
            found = one.level;
        }
    }
    return found;
}

} // namespace

class TestDemandBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void wantsEverythingBeforeAnythingIsSaid()
    {
        DemandBook book;
        QVERIFY(!book.isSaid());
        QCOMPARE(book.others(), high);
        QCOMPARE(book.level(QStringLiteral("1"), QStringLiteral("a")), high);
        book.take({});
        QVERIFY(book.isSaid());
        QCOMPARE(book.level(QStringLiteral("1"), QStringLiteral("a")), high);
    }

    void keepsWhatWasNamedWhateverTheOthersAre()
    {
        DemandBook book;
        book.take({none, {wanted("1", "a", high), wanted("1", "b", medium)}});
        book.take({medium, {}});
        QCOMPARE(book.level(QStringLiteral("1"), QStringLiteral("a")), high);
        QCOMPARE(book.level(QStringLiteral("1"), QStringLiteral("c")), medium);
        QCOMPARE(book.level(QStringLiteral("2"), QStringLiteral("a")), medium);
        QVERIFY(book.isNamed(QStringLiteral("1")) && !book.isNamed(QStringLiteral("2")));
        const DemandBook::Levels expected{
            {QStringLiteral("a"), high}, {QStringLiteral("b"), medium}, {QStringLiteral("c"), medium}};
        QCOMPARE(book.levels(QStringLiteral("1"), {QStringLiteral("b"), QStringLiteral("c")}), expected);
        QVERIFY(book.levels(QStringLiteral("2"), {}).empty());
    }

    void takesAComponentForPartOfTheMetric()
    {
        DemandBook book;
        book.take({none, {{{{}, QStringLiteral("1"), QStringLiteral("imu"), QStringLiteral("x")}, high}}});
        QCOMPARE(book.level(QStringLiteral("1"), QStringLiteral("imu.x")), high);
    }

    void tellsWhatAChangeChanged()
    {
        DemandBook book;
        DemandBook::Touched touched =
            book.take({none, {wanted("2", "a", high), wanted("1", "a", high), wanted("2", "b", high)}});
        QVERIFY(touched.others);
        QCOMPARE(touched.devices, (std::vector<QString>{QStringLiteral("1"), QStringLiteral("2")}));
        touched = book.take({none, {wanted("2", "a", high), wanted("1", "a", medium)}});
        QVERIFY(!touched.others);
        QCOMPARE(touched.devices, std::vector<QString>{QStringLiteral("1")});
        touched = book.take({});
        QVERIFY(!touched.others && touched.devices.empty());
    }

    void grantsOnlyWhatChanged()
    {
        watchglass::test::RecordingSink sink;
        GrantBook grants(sink);
        const QString device = QStringLiteral("1");
        const QString a = QStringLiteral("a");
        const QString b = QStringLiteral("b");
        grants.grantOthers(none, terms);
        grants.grantOthers(none, terms);
        grants.grantDevice(device, {}, none, terms);
        QCOMPARE(sink.grants.size(), std::size_t(1));
        grants.grantDevice(device, {{a, high}, {b, high}}, none, terms);
        QCOMPARE(sink.grants.size(), std::size_t(2));
        QCOMPARE(sink.grants.back().device, device);
        QVERIFY(sink.grants.back().attribute.isEmpty());
        grants.grantDevice(device, {{a, high}, {b, high}}, none, terms);
        QCOMPARE(sink.grants.size(), std::size_t(2));
    }

    void grantsMetricByMetricWhereTheyDifferAndMendsWhatItSaidBefore()
    {
        watchglass::test::RecordingSink sink;
        GrantBook grants(sink);
        const QString device = QStringLiteral("1");
        const QString a = QStringLiteral("a");
        const QString b = QStringLiteral("b");
        grants.grantOthers(none, terms);
        for (const DemandBook::Levels &levels :
             {DemandBook::Levels{{a, high}, {b, high}}, DemandBook::Levels{{a, high}, {b, medium}},
              DemandBook::Levels{{a, medium}, {b, medium}}, DemandBook::Levels{{a, none}, {b, high}}}) {
            grants.grantDevice(device, levels, none, terms);
            QCOMPARE(granted(sink.grants, "1", "a"), levels.at(a));
            QCOMPARE(granted(sink.grants, "1", "b"), levels.at(b));
        }
        QCOMPARE(granted(sink.grants, "1", "c"), none);
        QCOMPARE(granted(sink.grants, "2", "a"), none);
    }
};

QTEST_GUILESS_MAIN(TestDemandBook)
#include "tst_valtronics_demand_book.moc"
