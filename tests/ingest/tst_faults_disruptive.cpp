#include "tests/ingest/fault_trial.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::test;

namespace {

const Trait traits[] = {{.service = protocol::Service::Disruptive, .givesAgain = true, .keepsPlace = true}};

std::vector<Fault> faultsOf(const Trait &)
{
    std::vector<Fault> all = commonFaults();
    for (Fault &fault : all) // events bear no numbers: only what is left out whole can go unnoticed
        fault.mayLose = fault.name == "drop";
    for (const int status : {401, 403, 404, 408, 429, 500, 503})
        all.push_back(httpFault(status, status < 408));
    Fault ended = closeFault(1000);
    ended.name = "stream ended";
    all.push_back(ended);
    all.push_back(expiredFault());
    return all;
}

} // namespace

/// Disruptive Technologies under every fault.
class TestFaultsDisruptive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void survives_data() { addRows(traits, faultsOf); }
    void survives() { undergo(); }
};

QTEST_GUILESS_MAIN(TestFaultsDisruptive)
#include "tst_faults_disruptive.moc"
