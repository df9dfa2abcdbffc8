#include "tests/ingest/fault_trial.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::test;

namespace {

const Trait traits[] = {
    {.service = protocol::Service::Valtronics},
    {.service = protocol::Service::Valtronics, .dialect = sim::Dialect::Server, .givesAgain = true, .isPolled = true},
};

std::vector<Fault> faultsOf(const Trait &trait)
{
    std::vector<Fault> all = commonFaults();
    for (const int status : {401, 403, 404, 408, 429, 500, 503})
        all.push_back(httpFault(status, false));
    for (const int code : {1000, 1001, 1002, 1011, 1012, 1013})
        all.push_back(closeFault(code));
    // Codes that mean "who are you?"; the server's own dialect asks nobody.
    const bool asksForTokens = trait.dialect == sim::Dialect::Documented;
    for (const int code : {1008, 4001, 4003})
        all.push_back(closeFault(code, asksForTokens));
    if (asksForTokens)
        all.push_back(expiredFault());
    return all;
}

} // namespace

/// Valtronics under every fault; both of its dialects.
class TestFaultsValtronics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void survives_data() { addRows(traits, faultsOf); }
    void survives() { undergo(); }
};

QTEST_GUILESS_MAIN(TestFaultsValtronics)
#include "tst_faults_valtronics.moc"
