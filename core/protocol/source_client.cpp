#include "core/protocol/source_client.h"

#include <QCoreApplication>

namespace watchglass::protocol {

namespace {

QString example()
{
    return QStringLiteral("valtronics:ws://127.0.0.1:8000/ws");
}

} // namespace

Result<SourceAddress> parseSourceAddress(const QString &text)
{
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    const QString service = text.left(colon < 0 ? 0 : colon).trimmed().toLower();
    if (service != QLatin1String("valtronics")) {
        return Error{ErrorCode::Unsupported,
                     QCoreApplication::translate("SourceAddress", "\"%1\" names no known service. Write for example %2")
                         .arg(text, example())};
    }
    SourceAddress address;
    address.url = QUrl(text.mid(colon + 1).trimmed(), QUrl::StrictMode);
    const QString scheme = address.url.scheme();
    if (!address.url.isValid() || address.url.host().isEmpty()
        || (scheme != QLatin1String("ws") && scheme != QLatin1String("wss"))) {
        return Error{ErrorCode::Malformed,
                     QCoreApplication::translate("SourceAddress", "\"%1\" is no ws:// or wss:// address. Write for "
                                                                  "example %2")
                         .arg(text.mid(colon + 1), example())};
    }
    return address;
}

} // namespace watchglass::protocol
