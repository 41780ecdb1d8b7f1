package dev.roundup.standalone.preview;

import dev.roundup.producer.publish.PublishListener;
import dev.roundup.producer.publish.Publisher;
import dev.roundup.schemas.codec.Fault;
import dev.roundup.schemas.fact.MeetupEvent;
import dev.roundup.schemas.view.Roundup;
import dev.roundup.sink.file.PostPlace;
import dev.roundup.sink.post.Companion;
import dev.roundup.sink.post.CompanionRenderer;
import dev.roundup.sink.post.PostPage;
import dev.roundup.sink.post.PostRenderer;
import dev.roundup.sink.post.PostTemplate;
import dev.roundup.sink.post.SiteAddress;
import dev.roundup.sink.post.TemplateFailure;
import dev.roundup.standalone.preview.Version.Post;
import dev.roundup.streams.model.RoundupFold;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One making of all posts. What cannot be made is told, and stays as it was before. */
final class Rendering {
  private static final List<Companion> COMPANIONS =
      Arrays.stream(Companion.values()).filter(companion -> !companion.isFeed()).toList();

  private final Sources sources;
  private final Version before;
  private final Clock clock;
  private final List<String> problems = new ArrayList<>();

  private Rendering(Sources sources, Version before, Clock clock) {
    this.sources = sources;
    this.before = before;
    this.clock = clock;
  }

  /** Makes everything anew; facts of the future are those after the clock's time. */
  static Version of(Sources sources, Version before, Clock clock) {
    return new Rendering(sources, before, clock).version();
  }

  private Version version() {
    List<MeetupEvent> facts = new ArrayList<>();
    boolean read = true;
    for (Path file : sources.facts()) {
      read &= read(file, facts);
    }
    List<Post> posts = read ? posts(facts).orElse(before.posts()) : before.posts();
    return new Version(posts, List.copyOf(problems));
  }

  private boolean read(Path file, List<MeetupEvent> facts) {
    try (InputStream in = Files.newInputStream(file);
        Publisher collector = Publisher.into(facts::add, clock)) {
      collector.publish(
          in,
          new PublishListener() {
            @Override
            public void refused(long line, List<Fault> faults) {
              faults.forEach(fault -> problems.add(file + ":" + line + ": " + fault));
            }
          });
      return true;
    } catch (IOException e) {
      problems.add(file + " cannot be read: " + e);
      return false;
    }
  }

  private Optional<List<Post>> posts(List<MeetupEvent> facts) {
    PostRenderer renderer;
    CompanionRenderer companions;
    try {
      PostTemplate template =
          sources.templates() == null
              ? PostTemplate.builtIn(sources.format())
              : PostTemplate.of(sources.templates(), sources.format());
      renderer = new PostRenderer(template, sources.language());
      companions =
          new CompanionRenderer(template, COMPANIONS, sources.language(), SiteAddress.UNKNOWN);
    } catch (TemplateFailure e) {
      problems.add(e.getMessage());
      return Optional.empty();
    }
    return Optional.of(
        RoundupFold.of(facts).values().stream()
            .filter(this::hasPlace)
            .sorted(
                Comparator.comparing(Roundup::getStartsAt)
                    .reversed()
                    .thenComparing(Roundup::getMeetupId))
            .flatMap(roundup -> post(roundup, renderer, companions).stream())
            .toList());
  }

  private boolean hasPlace(Roundup roundup) {
    Optional<String> fault = PostPlace.fault(roundup);
    fault.ifPresent(sentence -> problems.add(roundup.getMeetupId() + ": " + sentence));
    return fault.isEmpty();
  }

  private Optional<Post> post(
      Roundup roundup, PostRenderer renderer, CompanionRenderer companions) {
    String id = roundup.getMeetupId();
    Optional<Post> last = before.find(id);
    Optional<PostPage> page = attempt(() -> PostPage.of(renderer.render(roundup)));
    Optional<Map<String, Object>> names = attempt(() -> companions.names(roundup, null));
    if (page.isEmpty() || names.isEmpty()) {
      return last;
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Companion companion : COMPANIONS) {
      String name = companion.fileName();
      attempt(() -> companions.render(companion, names.get()))
          .or(() -> last.map(post -> post.companions().get(name)))
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> texts.put(name, text));
    }
    ZonedDateTime starts = roundup.getStartsAt().atZone(ZoneId.of(roundup.getTimeZone()));
    return Optional.of(
        new Post(
            id,
            roundup.getTitle() == null ? roundup.getSeries().getName() : roundup.getTitle(),
            DateTimeFormatter.ofPattern("d MMMM uuuu", sources.language()).format(starts),
            roundup.getHeld(),
            PostPlace.of(roundup, sources.format()).path(),
            page.get().frontMatter(),
            page.get().html(),
            texts));
  }

  /** The same mistake of a template is told once, not with every post. */
  private <T> Optional<T> attempt(Supplier<T> work) {
    try {
      return Optional.of(work.get());
    } catch (TemplateFailure e) {
      if (!problems.contains(e.getMessage())) {
        problems.add(e.getMessage());
      }
      return Optional.empty();
    }
  }
}
