#pragma once

#include <QRegularExpression>
#include <QTest>

namespace watchglass::test {

/// Any warning fails the test, but for those that the platform without a display writes about every window.
inline void failOnAnyWarning()
{
    QTest::failOnWarning(
        QRegularExpression(QStringLiteral("^(?!This plugin does not support (propagateSizeHints|raise))")));
}

} // namespace watchglass::test
