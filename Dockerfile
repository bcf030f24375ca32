# syntax=docker/dockerfile:1
# The application, and its worker, in one image. Built from the sources alone.

FROM eclipse-temurin:17-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
# the dependencies in a layer of their own: they change less often than the code
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -q dependency:go-offline
COPY processes processes
COPY src src
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -q -DskipTests package \
    && java -Djarmode=tools -jar target/orderflow-*.jar extract --layers --destination extracted
# a jar that names no others: a process that draws has only those that it needs to look through
RUN mkdir plain && cd plain && jar xf ../extracted/application/orderflow-*.jar && rm META-INF/MANIFEST.MF && jar cfM ../orderflow.jar .
# in an order that is the same wherever they lie: the archive of classes is good for this one
RUN cd extracted/dependencies && echo "-cp orderflow.jar:$(ls lib/*.jar | tr '\n' ':')" > ../../class-path

FROM eclipse-temurin:17-jre AS application
# what texts and watermarks of previews are written with
RUN apt-get update && apt-get install -y --no-install-recommends fontconfig fonts-dejavu-core fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --system orderflow && useradd --system --gid orderflow --home /app orderflow
WORKDIR /app
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/orderflow.jar /build/class-path ./
COPY docker/healthy.sh ./

# the classes that a start loads, read and checked once and not in each container
FROM application AS archive
RUN apt-get update && apt-get install -y --no-install-recommends postgresql
COPY docker/archive-classes.sh /
USER postgres
RUN PATH=$(echo /usr/lib/postgresql/*/bin):$PATH bash /archive-classes.sh /app /tmp/orderflow.jsa

FROM application
COPY --from=archive /tmp/orderflow.jsa ./
USER orderflow
ENV SPRING_PROFILES_ACTIVE=production JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["bash", "healthy.sh", "8080", "/actuator/health/readiness"]
ENTRYPOINT ["java", "-XX:SharedArchiveFile=orderflow.jsa", "@class-path", "io.orderflow.OrderflowApplication"]
