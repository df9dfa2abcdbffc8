#pragma once

namespace watchglass {

/// The commit that this was built from, shortened, with "-dirty" for what was not committed; "unknown" where neither
/// git nor a release tarball could say. Only programs link it (target watchglass_build_info), so that a new commit
/// links no library and no test anew.
const char *buildCommit();

} // namespace watchglass
