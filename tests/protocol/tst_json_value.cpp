#include "core/protocol/json_value.h"
#include "core/protocol/padded_text.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace watchglass;
using namespace watchglass::protocol;

class TestJsonValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsNumbersAsStrtodDoes_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"0", "-0", "1", "-1.5", "0.1", "1e3", "-2.5E-3", "0.84147098480789650665", "0.00000000000000000001",
              "123456789012345678901234567890", "-0.99999999999999999999999", "1.7976931348623157e308", "5e-324",
              "0.30000000000000004"})
            QTest::newRow(text) << QByteArray(text);
    }

    void readsNumbersAsStrtodDoes()
    {
        QFETCH(QByteArray, text);
        PaddedText json;
        json.assign(std::string_view(QByteArray("{\"v\":" + text + "}").toStdString()));
        simdjson::ondemand::parser parser;
        simdjson::ondemand::document document;
        QVERIFY(parser.iterate(json.view()).get(document) == simdjson::SUCCESS);
        json::Value value;
        QVERIFY(document["v"].get(value) == simdjson::SUCCESS);
        double number = 0.0;
        QCOMPARE(json::readNumber(value, number), json::Read::Ok);
        const double expected = std::strtod(text.constData(), nullptr);
        QVERIFY2(number == expected && std::signbit(number) == std::signbit(expected),
                 qPrintable(QString::number(number, 'g', 17)));
    }
};

QTEST_GUILESS_MAIN(TestJsonValue)
#include "tst_json_value.moc"
