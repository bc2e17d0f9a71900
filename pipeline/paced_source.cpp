#include "pipeline/paced_source.hpp"

namespace pixferry {
namespace {

/// A provider may ask to be left alone without calling us too fast, as with a 503. What a file's
/// download quota asks for is that file's alone.
bool asks_everybody_to_wait(const Error& error) {
  const bool is_passing = error.code == ErrorCode::network || error.code == ErrorCode::timeout;
  return error.code == ErrorCode::rate_limited || (is_passing && error.retry_after);
}

}  // namespace

template <class T>
Result<T> PacedSource::paced(const Context& context, unsigned cost, auto&& call) {
  if (auto admitted = pacer_.admit(context, source_.kind(), cost); !admitted) {
    return admitted.error();
  }
  Result<T> answer = call();
  if (answer) {
    pacer_.succeeded(source_.kind());
  } else if (asks_everybody_to_wait(answer.error())) {
    pacer_.throttled(source_.kind(),
                     answer.error().retry_after.value_or(std::chrono::milliseconds{0}));
  }
  return answer;
}

Result<FolderInfo> PacedSource::open(const Context& context, const FolderRef& folder) {
  return paced<FolderInfo>(context, costs_.open, [&] { return source_.open(context, folder); });
}

Result<FolderPage> PacedSource::list(const Context& context, const FolderRef& folder,
                                     const std::string& page_token) {
  return paced<FolderPage>(context, costs_.list,
                           [&] { return source_.list(context, folder, page_token); });
}

Result<> PacedSource::fetch(const Context& context, const SourceFile& file, Spool& into) {
  return paced<void>(context, costs_.fetch, [&] { return source_.fetch(context, file, into); });
}

}  // namespace pixferry
