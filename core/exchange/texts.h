#pragma once

#include <QCoreApplication>

namespace watchglass::exchange {

/// The context of this room's texts.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::exchange::Texts)
};

} // namespace watchglass::exchange
