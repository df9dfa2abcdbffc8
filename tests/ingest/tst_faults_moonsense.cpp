#include "tests/ingest/fault_trial.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::test;

namespace {

const Trait traits[] = {
    {.service = protocol::Service::Moonsense, .givesAgain = true, .isPolled = true, .givesUp = true}};

std::vector<Fault> faultsOf(const Trait &)
{
    std::vector<Fault> all = commonFaults();
    for (const int status : {401, 403, 404, 408, 429, 500, 503})
        all.push_back(httpFault(status, status == 401 || status == 403));
    all.push_back(expiredFault());
    return all;
}

} // namespace

/// Moonsense under every fault.
class TestFaultsMoonsense : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void survives_data() { addRows(traits, faultsOf); }
    void survives() { undergo(); }
};

QTEST_GUILESS_MAIN(TestFaultsMoonsense)
#include "tst_faults_moonsense.moc"
