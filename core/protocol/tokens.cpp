#include "core/protocol/tokens.h"

#include <QCoreApplication>
#include <QFile>

namespace watchglass::protocol {

Tokens Tokens::fromEnvironment()
{
    Tokens tokens(qEnvironmentVariable("WATCHGLASS_TOKEN"));
    for (const Service service : allServices()) {
        const QString name = serviceName(service);
        const QByteArray variable = "WATCHGLASS_TOKEN_" + name.toUpper().toLatin1();
        if (qEnvironmentVariableIsSet(variable.constData()))
            tokens.m_byService.insert(name, qEnvironmentVariable(variable.constData()));
    }
    return tokens;
}

Result<Tokens> Tokens::fromFile(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::File, QCoreApplication::translate("Tokens", "The token file %1 cannot be read: %2")
                                          .arg(fileName, file.errorString())};
    const QString text = QString::fromUtf8(file.readAll()).trimmed();
    Tokens perService;
    for (const QString &line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        const qsizetype space = line.trimmed().indexOf(QLatin1Char(' '));
        const QString name = line.trimmed().left(qMax<qsizetype>(space, 0)).toLower();
        bool isService = false;
        for (const Service service : allServices())
            isService = isService || serviceName(service) == name;
        if (!isService)
            return Tokens(text);
        perService.m_byService.insert(name, line.trimmed().mid(space).trimmed());
    }
    return perService;
}

} // namespace watchglass::protocol
