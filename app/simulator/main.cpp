#include "app/simulator/command_line.h"
#include "app/simulator/services.h"
#include "app/simulator/session_tables.h"
#include "app/simulator/simulator_server.h"
#include "core/base/termination.h"

#include <QCoreApplication>

#include <cstdio>

namespace {

void printError(const QString &text)
{
    std::fprintf(stderr, "watchglass-sim: %s\n", qPrintable(text));
}

void printCounts(const watchglass::sim::Counters &counts)
{
    std::fprintf(stderr,
                 "sent %llu samples in %llu frames (%llu bytes) on %llu connections; dropped %llu frames; refused %llu "
                 "connections\n",
                 static_cast<unsigned long long>(counts.samplesSent),
                 static_cast<unsigned long long>(counts.framesSent), static_cast<unsigned long long>(counts.bytesSent),
                 static_cast<unsigned long long>(counts.connectionsAccepted),
                 static_cast<unsigned long long>(counts.framesDropped),
                 static_cast<unsigned long long>(counts.connectionsRefused));
}

} // namespace

int main(int argc, char **argv)
{
    using namespace watchglass;
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("watchglass-sim"));

    const Result<sim::CommandLine> read = sim::parseCommandLine(QCoreApplication::arguments().mid(1));
    if (!read) {
        printError(read.error().text);
        return 2;
    }
    const sim::CommandLine &line = read.value();
    if (line.showHelp) {
        std::fputs(qPrintable(sim::helpText()), stdout);
        return 0;
    }
    SystemClock clock;
    Result<sim::Fleet> fleet = line.makeFleet(sim::loadSession);
    if (!fleet) {
        printError(fleet.error().text);
        return 4;
    }
    sim::SimulatorServer server(std::move(fleet).value(), line.server, line.services, clock);
    QObject::connect(&server, &sim::SimulatorServer::connectionFinished, &app, [](const sim::ConnectionReport &report) {
        std::fprintf(stderr, "%s\n", qPrintable(sim::reportLine(report)));
    });
    const Result<quint16> port = server.listen(line.port);
    if (!port) {
        printError(port.error().text);
        return 3;
    }

    const Termination termination([] { QCoreApplication::quit(); });
    const auto end = clock.makeTimer([] { QCoreApplication::quit(); });
    if (line.runFor)
        end->start(*line.runFor);

    for (const QString &address : sim::serviceAddresses(server.url()))
        std::printf("listening %s\n", qPrintable(address));
    std::fflush(stdout);
    const int code = QCoreApplication::exec();
    server.stop();
    printCounts(server.counts());
    return code;
}
