#include "core/protocol/moonsense/bundle_decoder.h"
#include "tests/protocol/moonsense/fed_lines.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <limits>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::moonsense;
using watchglass::test::bundleLine;
using watchglass::test::view;

namespace {

Bundle decoded(const QByteArray &text)
{
    BundleDecoder decoder;
    Bundle bundle;
    if (!decoder.decode(view(text), bundle))
        bundle.index = -1;
    return bundle;
}

} // namespace

class TestMoonsenseDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsNumbersInEverySpelling_data();
    void readsNumbersInEverySpelling();
    void theShortWayReadsWhatTheLongOneReads_data();
    void theShortWayReadsWhatTheLongOneReads();
    void readsTheEnvelopeInEverySpelling_data();
    void readsTheEnvelopeInEverySpelling();
    void refusesWhatIsNoBundle_data();
    void refusesWhatIsNoBundle();
    void aLineCutAnywhereIsRefused();
};

void TestMoonsenseDecoder::readsNumbersInEverySpelling_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("value");
    const double infinity = std::numeric_limits<double>::infinity();
    QTest::newRow("number") << QByteArray("1.5") << 1.5;
    QTest::newRow("whole") << QByteArray("1") << 1.0;
    QTest::newRow("text") << QByteArray("\"1.5\"") << 1.5;
    QTest::newRow("exponent") << QByteArray("1.5e-3") << 0.0015;
    QTest::newRow("negative zero") << QByteArray("-0.0") << -0.0;
    QTest::newRow("every digit") << QByteArray("0.30000000000000004") << 0.30000000000000004;
    QTest::newRow("NaN") << QByteArray("\"NaN\"") << std::nan("");
    QTest::newRow("Infinity") << QByteArray("\"Infinity\"") << infinity;
    QTest::newRow("-Infinity") << QByteArray("\"-Infinity\"") << -infinity;
    QTest::newRow("null") << QByteArray("null") << 0.0;
}

void TestMoonsenseDecoder::readsNumbersInEverySpelling()
{
    QFETCH(QByteArray, text);
    QFETCH(double, value);
    const Bundle bundle = decoded(bundleLine(R"("light_data":[{"determined_at":"1","value":)" + text + "}]"));
    QCOMPARE(bundle.values.size(), std::size_t{1});
    const double read = bundle.values.front().value;
    QVERIFY(std::isnan(value) ? std::isnan(read) : read == value);
    QCOMPARE(bundle.badValues, 0U);
}

void TestMoonsenseDecoder::theShortWayReadsWhatTheLongOneReads_data()
{
    QTest::addColumn<QByteArray>("entries");
    const auto row = [](const char *entries) { QTest::newRow(entries) << QByteArray(entries); };
    row(R"({"determined_at":"1","x":0.1,"y":-0.25,"z":12345.678901})");
    row(R"({"x":1,"determined_at":7,"z":-0})");
    row(R"({"z":1,"x":2,"determined_at":"3"})");
    row(R"({})");
    row(R"({"determined_at":"1"},{"y":3})");
    row(R"({"x":0.1234567890123456789,"y":9007199254740993,"z":1e-7})");
    row(R"({"x":1.5E+3,"y":123456789012345678901234567890,"z":0.000000000000000000001})");
    row(R"({"x":1.7976931348623157e308,"y":4.9e-324,"z":2.2250738585072011e-308})");
    row(R"({"x":5,"x":6})");
    row(R"({"x":"7.5","y":"NaN","z":null})");
    row(R"({"x":true,"y":{"a":1},"z":[1]})");
    row(R"({"determined_at":"9223372036854775807"},{"determined_at":-5})");
    row(R"({"determined_at":"1.5"},{"determined_at":12.0},{"determined_at":null})");
    row(R"({"x":1,"new":{"a":[1,2]},"y":2})");
    row(R"({"x":01})");
    row(R"({"x":1.})");
    row(R"({"x":-})");
    row(R"({"x":1 })");
    row(R"({"x":1},7,{"x":2})");
    row(R"({"x":1},)");
    row(R"({"x":1)");
    row(R"({"x":1}{"x":2})");
}

void TestMoonsenseDecoder::theShortWayReadsWhatTheLongOneReads()
{
    QFETCH(QByteArray, entries);
    // A space before the first entry is the long way's from the start.
    const QByteArray name = R"("accelerometer_data":[)";
    BundleDecoder decoder;
    Bundle tight;
    Bundle spaced;
    const bool isGood = decoder.decode(view(bundleLine(name + entries + "]")), tight).ok();
    QCOMPARE(decoder.decode(view(bundleLine(name + ' ' + entries + "]")), spaced).ok(), isGood);
    if (!isGood)
        return;
    QCOMPARE(tight.entries, spaced.entries);
    QCOMPARE(tight.badValues, spaced.badValues);
    QCOMPARE(tight.values.size(), spaced.values.size());
    for (std::size_t i = 0; i < tight.values.size(); ++i) {
        QCOMPARE(tight.values[i].at, spaced.values[i].at);
        QCOMPARE(tight.values[i].slot, spaced.values[i].slot);
        const double a = tight.values[i].value;
        const double b = spaced.values[i].value;
        QVERIFY(a == b || (std::isnan(a) && std::isnan(b)));
        QCOMPARE(std::signbit(a), std::signbit(b));
    }
}

void TestMoonsenseDecoder::readsTheEnvelopeInEverySpelling_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("index");
    QTest::addColumn<qint64>("serverMs");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<bool>("isFinal");
    const auto row = [](const char *name, const char *text, int index, qint64 serverMs, qint64 at, bool isFinal) {
        QTest::newRow(name) << QByteArray(text) << index << serverMs << at << isFinal;
    };
    row("texts",
        R"({"bundle":{"index":"7","light_data":[{"determined_at":"12"}],"is_final_bundle":true},"server_time_millis":"1678467466363"})",
        7, 1678467466363, 12, true);
    row("numbers",
        R"({"bundle":{"index":7,"light_data":[{"determined_at":12}],"is_final_bundle":false},"server_time_millis":1678467466363})",
        7, 1678467466363, 12, false);
    row("fractions",
        R"({"bundle":{"index":7.0,"light_data":[{"determined_at":12.0}]},"server_time_millis":1678467466363.0})", 7,
        1678467466363, 12, false);
    row("microseconds",
        R"({"bundle":{"index":7,"light_data":[{"determined_at":"12"}]},"server_time_millis":"1640122674226208"})", 7,
        1640122674226, 12, false);
    row("64 bits", R"({"bundle":{"index":7,"light_data":[{"determined_at":"9007199254740993"}]}})", 7, 0,
        9007199254740993, false);
    row("64 bits as a number", R"({"bundle":{"index":7,"light_data":[{"determined_at":9007199254740993}]}})", 7, 0,
        9007199254740993, false);
    row("defaults omitted", R"({"bundle":{"light_data":[{}]}})", 0, 0, 0, false);
    row("any order",
        R"({"server_time_millis":"1678467466363","bundle":{"is_final_bundle":true,"light_data":[{"value":1,"determined_at":"12"}],"index":7}})",
        7, 1678467466363, 12, true);
    row("spaces", "{ \"bundle\" : { \"index\" : 7 , \"light_data\" : [ { \"determined_at\" : \"12\" } ] } }", 7, 0, 12,
        false);
}

void TestMoonsenseDecoder::readsTheEnvelopeInEverySpelling()
{
    QFETCH(QByteArray, text);
    const Bundle bundle = decoded(text);
    QTEST(int(bundle.index), "index");
    QTEST(qint64(bundle.serverTimeMs), "serverMs");
    QTEST(bundle.isFinal, "isFinal");
    QCOMPARE(bundle.values.size(), std::size_t{1});
    QTEST(qint64(bundle.values.front().at), "at");
    QCOMPARE(bundle.badValues, 0U);
}

void TestMoonsenseDecoder::refusesWhatIsNoBundle_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("hello");
    QTest::newRow("array") << QByteArray("[1,2]");
    QTest::newRow("no bundle") << QByteArray(R"({"session_id":"s"})");
    QTest::newRow("bundle of null") << QByteArray(R"({"bundle":null})");
    QTest::newRow("two objects") << bundleLine("") + bundleLine("");
    QTest::newRow("invalid UTF-8") << QByteArray("{\"bundle\":{\"markers\":[{\"name\":\"\xff\xfe\"}]}}");
    QTest::newRow("broken text") << QByteArray(R"({"bundle":{"index":1},"session_id":"s)");
}

void TestMoonsenseDecoder::refusesWhatIsNoBundle()
{
    QFETCH(QByteArray, text);
    BundleDecoder decoder;
    Bundle bundle;
    const auto result = decoder.decode(view(text), bundle);
    QVERIFY(!result.ok());
    QVERIFY(!result.error().text.isEmpty());
    QVERIFY(decoder.decode(view(bundleLine("")), bundle).ok()); // and goes on
}

void TestMoonsenseDecoder::aLineCutAnywhereIsRefused()
{
    const QByteArray whole =
        bundleLine(R"("accelerometer_data":[{"determined_at":"1","x":0.1,"y":-2}],"features":{"a":1})");
    BundleDecoder decoder;
    Bundle bundle;
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY2(!decoder.decode(view(whole.left(size)), bundle).ok(), whole.left(size).constData());
    QVERIFY(decoder.decode(view(whole), bundle).ok());
}

QTEST_GUILESS_MAIN(TestMoonsenseDecoder)
#include "tst_moonsense_decoder.moc"
