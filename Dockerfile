# One image per app: docker build --build-arg APP=streams-processor --build-arg MAIN=dev.roundup.streams.StreamsMain .
# It packs what `mvn package` built; the broker of the single-process mode is in none of them.
FROM eclipse-temurin:17-jre AS app

RUN useradd --system --uid 10001 --home-dir /var/lib/roundup --create-home roundup \
 && mkdir /var/lib/roundup/state /var/lib/roundup/site \
 && chown roundup /var/lib/roundup/state /var/lib/roundup/site

ARG APP
# libraries change seldom, our own jars with every commit: two layers
COPY ${APP}/target/lib /opt/roundup/lib
COPY ${APP}/target/roundup-*.jar /opt/roundup/app/
# an archive of classes is for one class path, word by word; what a * comes to may differ from disk to disk
RUN printf '%s' '-cp ' >/opt/roundup/classpath \
 && printf '%s:' /opt/roundup/app/*.jar /opt/roundup/lib/*.jar >>/opt/roundup/classpath

ARG MAIN
ENV MAIN_CLASS=${MAIN} \
    ROUNDUP_STATE_DIR=/var/lib/roundup/state \
    ROUNDUP_SITE_DIR=/var/lib/roundup/site \
    ROUNDUP_HTTP_HOST=0.0.0.0 \
    ROUNDUP_HTTP_PORT=8080

# of this stage only the archive is kept
FROM app AS training
COPY standalone/target/lib /opt/training
COPY docker/archive-classes /opt/
RUN /opt/archive-classes /opt/roundup/classes.jsa

FROM app
COPY --from=training /opt/roundup/classes.jsa /opt/roundup/
USER roundup
WORKDIR /var/lib/roundup
VOLUME ["/var/lib/roundup/state", "/var/lib/roundup/site"]

# At a start the second compiler takes the cores from what it compiles: it begins ten times later than by default.
ENV COMPILER="-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000"

# exec: the JVM gets the signals. An archive that does not fit, as after a change of the JVM, is left aside without a word.
ENTRYPOINT ["/bin/sh", "-c", "exec java -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -XX:SharedArchiveFile=/opt/roundup/classes.jsa -Xshare:auto '-Xlog:cds*=off' $COMPILER $ROUNDUP_JAVA_OPTS @/opt/roundup/classpath $MAIN_CLASS \"$@\"", "roundup"]
