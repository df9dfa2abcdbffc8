#pragma once

// QCustomPlot's header is written in Qt's lower-case keywords, which this program does without (QT_NO_KEYWORDS). They
// are lent to it for the length of the include.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit Q_EMIT
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
