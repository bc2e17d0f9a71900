#pragma once

#include <string_view>

namespace pixferry::simulator {

// The same in every simulator, whatever its seed.

/// The top of the tree that the options describe.
inline constexpr std::string_view kDemoFolder = "1PixferryDemoFolder00000000000000";
/// A folder anybody may open, without a single item.
inline constexpr std::string_view kEmptyFolder = "1PixferryEmptyFolder0000000000000";
/// Answers like an item that is not shared: 404.
inline constexpr std::string_view kPrivateFolder = "1PixferryPrivateFolder00000000000";
/// Visible only with its resource key, and so are the two photos in it with theirs.
inline constexpr std::string_view kKeyedFolder = "1PixferryKeyedFolder0000000000000";
inline constexpr std::string_view kKeyedFolderKey = "0-PixferryFolderKey00000";
/// The top of a shared drive with two photos.
inline constexpr std::string_view kSharedDrive = "0APixferrySharedPVA";
/// A single photo, for links that name a file where a folder is expected.
inline constexpr std::string_view kSinglePhoto = "1PixferrySinglePhoto0000000000000";
/// Refused as Google refuses a key or an access token that does not exist. Every other that is not
/// empty is taken.
inline constexpr std::string_view kBadKey = "bad-key";

}  // namespace pixferry::simulator
